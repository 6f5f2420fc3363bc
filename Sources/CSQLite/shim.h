#pragma once
#include <sqlite3.h>

// SQLITE_TRANSIENT is a cast that Swift does not import. It makes SQLite copy the bytes before the call
// returns: https://www.sqlite.org/c3ref/c_static.html
static inline int portsim_sqlite3_bind_blob(
    sqlite3_stmt *statement, int index, const void *bytes, sqlite3_uint64 count
) {
    return sqlite3_bind_blob64(statement, index, bytes, count, SQLITE_TRANSIENT);
}

static inline int portsim_sqlite3_bind_text(
    sqlite3_stmt *statement, int index, const char *bytes, sqlite3_uint64 count
) {
    return sqlite3_bind_text64(statement, index, bytes, count, SQLITE_TRANSIENT, SQLITE_UTF8);
}

// Closing neither copies the log into the file nor removes it: whoever only reads leaves both as they are.
// https://www.sqlite.org/c3ref/c_dbconfig_defensive.html, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE
static inline int portsim_sqlite3_leave_log(sqlite3 *database) {
    return sqlite3_db_config(database, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, (int *)0);
}
