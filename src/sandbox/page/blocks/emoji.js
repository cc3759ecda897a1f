const table = `
+1 👍 thumbsup 👍 -1 👎 thumbsdown 👎 clap 👏 wave 👋 pray 🙏 muscle 💪 ok_hand 👌 raised_hands 🙌 handshake 🤝
point_right 👉 point_left 👈 point_up 👆 point_down 👇 eyes 👀 fire 🔥 tada 🎉 sparkles ✨ star ⭐ star2 🌟 dizzy 💫
boom 💥 zap ⚡️ heart ❤️ broken_heart 💔 100 💯 rocket 🚀 trophy 🏆 medal 🏅 dart 🎯 crown 👑 gem 💎 gift 🎁 balloon 🎈
smile 😄 smiley 😃 grinning 😀 grin 😁 joy 😂 rofl 🤣 wink 😉 blush 😊 slightly_smiling_face 🙂 upside_down_face 🙃
heart_eyes 😍 sunglasses 😎 thinking_face 🤔 neutral_face 😐 expressionless 😑 unamused 😒 sweat 😓 sweat_smile 😅 cry 😢
sob 😭 scream 😱 angry 😠 rage 😡 sleepy 😪 sleeping 😴 mask 😷 nerd_face 🤓 partying_face 🥳 robot_face 🤖 ghost 👻
white_check_mark ✅ heavy_check_mark ✔️ ballot_box_with_check ☑️ x ❌ negative_squared_cross_mark ❎ warning ⚠️
no_entry ⛔ no_entry_sign 🚫 rotating_light 🚨 exclamation ❗ heavy_exclamation_mark ❗ question ❓ grey_question ❔
bangbang ‼️ information_source ℹ️ question ❓ red_circle 🔴 large_orange_circle 🟠 large_yellow_circle 🟡
large_green_circle 🟢 large_blue_circle 🔵 white_circle ⚪ black_circle ⚫ large_red_square 🟥 large_green_square 🟩
alarm_clock ⏰ clock1 🕐 clock3 🕒 clock9 🕘 hourglass ⌛ hourglass_flowing_sand ⏳ stopwatch ⏱️ timer_clock ⏲️ watch ⌚
calendar 📅 date 📅 spiral_calendar_pad 🗓️ sunrise 🌅 sunny ☀️ cloud ☁️ umbrella ☔ snowflake ❄️ rainbow 🌈 moon 🌔
phone ☎️ telephone ☎️ telephone_receiver 📞 iphone 📱 calling 📲 pager 📟 fax 📠 email ✉️ envelope ✉️ e-mail 📧
incoming_envelope 📨 envelope_with_arrow 📩 mailbox 📫 mailbox_with_mail 📬 mailbox_closed 📪 postbox 📮 inbox_tray 📥
outbox_tray 📤 package 📦 paperclip 📎 linked_paperclips 🖇️ link 🔗 lock 🔒 unlock 🔓 key 🔑 bell 🔔 no_bell 🔕
pushpin 📌 round_pushpin 📍 memo 📝 pencil 📝 pencil2 ✏️ page_facing_up 📄 page_with_curl 📃 clipboard 📋 notebook 📓
ledger 📒 books 📚 book 📖 bookmark 🔖 label 🏷️ file_folder 📁 open_file_folder 📂 card_index_dividers 🗂️ wastebasket 🗑️
floppy_disk 💾 computer 💻 desktop_computer 🖥️ printer 🖨️ mag 🔍 mag_right 🔎 gear ⚙️ wrench 🔧 hammer 🔨
hammer_and_wrench 🛠️ nut_and_bolt 🔩 construction 🚧 building_construction 🏗️ office 🏢 factory 🏭 house 🏠 bank 🏦
classical_building 🏛️ hospital 🏥 school 🏫 bridge_at_night 🌉 truck 🚚 car 🚗 train 🚆 airplane ✈️ ship 🚢 bike 🚲
world_map 🗺️ globe_with_meridians 🌐 earth_africa 🌍 bust_in_silhouette 👤 busts_in_silhouette 👥 man 👨 woman 👩
speech_balloon 💬 left_speech_bubble 🗨️ thought_balloon 💭 loudspeaker 📢 mega 📣 speaker 🔈 moneybag 💰 euro 💶
dollar 💵 credit_card 💳 money_with_wings 💸 coin 🪙 receipt 🧾 chart_with_upwards_trend 📈
chart_with_downwards_trend 📉 bar_chart 📊 scales ⚖️ balance_scale ⚖️ briefcase 💼 bulb 💡 battery 🔋 electric_plug 🔌
arrow_right ➡️ arrow_left ⬅️ arrow_up ⬆️ arrow_down ⬇️ arrow_forward ▶️ arrow_upper_right ↗️ arrow_lower_right ↘️
arrows_counterclockwise 🔄 repeat 🔁 leftwards_arrow_with_hook ↩️ arrow_right_hook ↪️ fast_forward ⏩ heavy_plus_sign ➕
heavy_minus_sign ➖ one 1️⃣ two 2️⃣ three 3️⃣ four 4️⃣ five 5️⃣ coffee ☕ tea 🍵 beer 🍺 beers 🍻 wine_glass 🍷 cake 🍰
pizza 🍕 apple 🍎 dog 🐶 cat 🐱 bug 🐛 bee 🐝 turtle 🐢 four_leaf_clover 🍀 seedling 🌱 evergreen_tree 🌲 flag-cz 🇨🇿
flag-sk 🇸🇰 flag-gb 🇬🇧 flag-eu 🇪🇺 flag-de 🇩🇪 flag-at 🇦🇹 flag-pl 🇵🇱 checkered_flag 🏁 triangular_flag_on_post 🚩
soccer ⚽ art 🎨 musical_note 🎵 camera 📷 movie_camera 🎥 test_tube 🧪 jigsaw 🧩 shield 🛡️ broom 🧹 crystal_ball 🔮
see_no_evil 🙈 zzz 💤 new 🆕 ok 🆗 sos 🆘 free 🆓 up 🆙 cool 🆒 recycle ♻️ copyright ©️ registered ®️ tm ™️
`;

const pairs = table.trim().split(/\s+/);
const shortcodes = new Map();
for (let i = 0; i < pairs.length; i += 2) shortcodes.set(pairs[i], pairs[i + 1]);

/** The character for a shortcode without colons, or undefined when we do not have it. */
export const emojiFor = (name) => shortcodes.get(name);

/** Up to `limit` shortcodes that contain `query`, those that start with it first. */
export function searchEmoji(query, limit = 8) {
  const names = [...shortcodes.keys()].filter((name) => name.includes(query));
  names.sort((a, b) => Number(b.startsWith(query)) - Number(a.startsWith(query)));
  return names.slice(0, limit).map((name) => ({ name, character: shortcodes.get(name) }));
}

const shortcode = /:([a-z0-9_+'-]+):(?::skin-tone-\d:)?/g;
export const withEmoji = (text) => text.replace(shortcode, (whole, name) => shortcodes.get(name) ?? whole);
