/**
 * Berkeley DB 1.85 hash files, as FreeBSD's {@code pwd_mkdb(8)} writes them: {@link
 * fruix.archive.bdb.PasswordDatabase} makes {@code pwd.db} and {@code spwd.db} from {@code
 * master.passwd}. {@link fruix.archive.bdb.HashTable} grows a table in memory page by page as the C
 * library does, so that the bytes are the same and not only the contents.
 */
package fruix.archive.bdb;
