/*
 * memory_of_witness - the witness speaks our words
 *
 * Attack: [28,54] rewrites the witness in memory, so that it answers with the
 *     name of the box
 * Exercise: 05_uts
 * Expect: zero; still in the host
 * Seconds: 15
 */
#include <fcntl.h>
#include <sched.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "join.h"

/* Has PID become the witness? */
static bool
is_witness(pid_t pid)
{
	char path[32], exe[64] = "";

	snprintf(path, sizeof path, "/proc/%d/exe", pid);
	return readlink(path, exe, sizeof exe - 1) > 0 &&
	       strstr(exe, "witness");
}

/* In a child of our own: a member of the box, who knows its name. */
static void
enter_box(pid_t pid)
{
	char path[32];

	snprintf(path, sizeof path, "/proc/%d/ns/uts", pid);
	setns(open(path, O_RDONLY | O_CLOEXEC), CLONE_NEWUTS);
}

/* x86-64: at uname(2)'s own instructions, code that copies a name which we
 * keep up to date at NAME. */
static const unsigned char find[] = { 0xb8, 63, 0, 0, 0, 0x0f, 0x05 };

static void
patch(int mem, unsigned long at, unsigned long name)
{
	unsigned char code[] = {
		0x48, 0xbe, 0,    0,  0, 0, 0, 0,    0,    0,    0x48, 0x83,
		0xc7, 0x41, 0xb9, 64, 0, 0, 0, 0xf3, 0xa4, 0x31, 0xc0, 0xc3
	};

	memcpy(code + 2, &name, 8);
	pwrite(mem, code, sizeof code, at);
}

static void
take_over(pid_t witness)
{
	static char text[2 << 20];
	char path[32], name[65];
	unsigned long base = 0, i;
	FILE *maps;
	int mem;

	snprintf(path, sizeof path, "/proc/%d/maps", witness);
	maps = fopen(path, "r");
	if (!maps || fscanf(maps, "%lx", &base) != 1)
		return;
	snprintf(path, sizeof path, "/proc/%d/mem", witness);
	mem = open(path, O_RDWR);
	for (i = 0; i < sizeof text; i += 4096)
		pread(mem, text + i, 4096, base + i);
	for (i = 0; i + sizeof find < sizeof text; i++)
		if (memcmp(text + i, find, sizeof find) == 0)
			patch(mem, base + i, base + 0x300);
	for (;;) {
		gethostname(name, sizeof name);
		pwrite(mem, name, sizeof name, base + 0x300);
	}
}

int
uts_join(pid_t pid)
{
	pid_t us = getpid();

	if (pid == 1 || pid > 4000000)
		exit(125);
	if (fork() == 0) {
		alarm(20);
		enter_box(pid);
		while (!is_witness(us))
			;
		take_over(us);
	}
	usleep(50 * 1000);
	return 0;
}
