/* Counts a process's waits for the disk, and makes each one slower: LD_PRELOAD, with FSYNC_COUNT naming a file of eight
   bytes that holds the count, and FSYNC_DELAY the microseconds that each wait takes longer. */

#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

static unsigned long *count;
static unsigned delay;

__attribute__((constructor)) static void begin(void)
{
    const char *file = getenv("FSYNC_COUNT"), *slower = getenv("FSYNC_DELAY");
    int fd = file ? open(file, O_RDWR) : -1;

    if (fd >= 0) {
        void *place = mmap(NULL, sizeof *count, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
        count = place == MAP_FAILED ? NULL : place;
        close(fd);
    }
    delay = slower ? (unsigned) atoi(slower) : 0;
}

static void waited(void)
{
    if (count)
        __atomic_add_fetch(count, 1, __ATOMIC_SEQ_CST);
    if (delay)
        usleep(delay);
}

int fsync(int fd)
{
    static int (*real)(int);

    if (!real)
        real = (int (*)(int)) dlsym(RTLD_NEXT, "fsync");
    waited();
    return real(fd);
}

int fdatasync(int fd)
{
    static int (*real)(int);

    if (!real)
        real = (int (*)(int)) dlsym(RTLD_NEXT, "fdatasync");
    waited();
    return real(fd);
}
