import { folderStorage } from './folder-storage.ts';
import { s3Storage } from './s3-storage.ts';
import type { Storage } from './storage.ts';

/** A folder by default; a bucket when FILES_S3_URL is set, with drafts still in the folder. */
export const openStorage = (config: { FILES_DIR: string; FILES_S3_URL?: string | undefined }): Storage =>
  config.FILES_S3_URL ? s3Storage(config.FILES_S3_URL, config.FILES_DIR) : folderStorage(config.FILES_DIR);
