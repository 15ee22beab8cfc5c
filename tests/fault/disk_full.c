// Preloaded into a tool: from the OA_TEST_FULL_AT-th call on, every call that changes a regular file fails, as on a
// full disk. Sockets and pipes are left alone.

#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

static int is_full(void) {
    static long calls = 0;
    static long full_at = -1;
    if (full_at < 0) {
        const char* text = getenv("OA_TEST_FULL_AT");
        full_at = text == NULL ? 0 : atol(text);
    }
    if (full_at == 0 || ++calls < full_at) return 0;
    errno = ENOSPC;
    return 1;
}

static int is_full_for(int file) {
    struct stat status;
    return fstat(file, &status) == 0 && (S_ISREG(status.st_mode) || S_ISDIR(status.st_mode)) && is_full();
}

#define REAL(type, name) ((type)dlsym(RTLD_NEXT, #name))

ssize_t write(int file, const void* bytes, size_t count) {
    if (is_full_for(file)) return -1;
    return REAL(ssize_t(*)(int, const void*, size_t), write)(file, bytes, count);
}

ssize_t pwrite(int file, const void* bytes, size_t count, off_t at) {
    if (is_full_for(file)) return -1;
    return REAL(ssize_t(*)(int, const void*, size_t, off_t), pwrite)(file, bytes, count, at);
}

ssize_t pwrite64(int file, const void* bytes, size_t count, off64_t at) {
    if (is_full_for(file)) return -1;
    return REAL(ssize_t(*)(int, const void*, size_t, off64_t), pwrite64)(file, bytes, count, at);
}

int fsync(int file) {
    return is_full_for(file) ? -1 : REAL(int (*)(int), fsync)(file);
}

int fdatasync(int file) {
    return is_full_for(file) ? -1 : REAL(int (*)(int), fdatasync)(file);
}

int rename(const char* from, const char* to) {
    return is_full() ? -1 : REAL(int (*)(const char*, const char*), rename)(from, to);
}

int unlink(const char* path) {
    return is_full() ? -1 : REAL(int (*)(const char*), unlink)(path);
}
