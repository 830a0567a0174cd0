/*
 * System calls that fail or lie, for the processes that load this before the C library. FOLDER is given to the compiler.
 * What they do is in its files, which are read at each call: "clock" has seconds that the clock is ahead by, "unsynced"
 * a part of the paths of files whose synchronisation fails. Each such failure adds a line to "failures".
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

static size_t content(const char *file, char *text, size_t size)
{
    int before = errno;
    long fd = syscall(SYS_openat, AT_FDCWD, file, O_RDONLY | O_CLOEXEC);
    long count = 0;
    if (fd >= 0) {
        count = syscall(SYS_read, fd, text, size - 1);
        syscall(SYS_close, fd);
    }
    text[count > 0 ? count : 0] = 0;
    errno = before;
    return count > 0 ? (size_t) count : 0;
}

static long ahead(void)
{
    char text[32];
    return content(FOLDER "/clock", text, sizeof text) == 0 ? 0 : atol(text);
}

int clock_gettime(clockid_t clock, struct timespec *at)
{
    int result = (int) syscall(SYS_clock_gettime, clock, at);
    if (result == 0 && clock == CLOCK_REALTIME)
        at->tv_sec += ahead();
    return result;
}

int gettimeofday(struct timeval *at, void *zone)
{
    struct timespec now;
    (void) zone;
    clock_gettime(CLOCK_REALTIME, &now);
    at->tv_sec = now.tv_sec;
    at->tv_usec = now.tv_nsec / 1000;
    return 0;
}

time_t time(time_t *at)
{
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    if (at != NULL)
        *at = now.tv_sec;
    return now.tv_sec;
}

static int fails(int fd)
{
    char part[256];
    char link[64];
    char path[4096];
    if (content(FOLDER "/unsynced", part, sizeof part) == 0)
        return 0;
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(link, path, sizeof path - 1);
    if (length < 0)
        return 0;
    path[length] = 0;
    if (strstr(path, part) == NULL)
        return 0;
    long log = syscall(SYS_openat, AT_FDCWD, FOLDER "/failures", O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0644);
    if (log >= 0) {
        path[length] = '\n';
        syscall(SYS_write, log, path, (size_t) length + 1);
        syscall(SYS_close, log);
    }
    errno = EIO;
    return 1;
}

int fsync(int fd)
{
    return fails(fd) ? -1 : (int) syscall(SYS_fsync, fd);
}

int fdatasync(int fd)
{
    return fails(fd) ? -1 : (int) syscall(SYS_fdatasync, fd);
}
