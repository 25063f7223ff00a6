# boxwright: the front door.  `make help` lists what can be made.
BUILD  = build
CC     = cc
CFLAGS = -O2 -g
WARN   = -Wall -Wextra -Wshadow -Wmissing-prototypes -Wstrict-prototypes \
	 -Wformat=2
CPPFLAGS_ALL = -D_GNU_SOURCE $(patsubst %,-I%,lib tests $(wildcard steps/*) $(OBJECT)) \
	 $(CPPFLAGS)
STEPS  = $(notdir $(wildcard steps/[0-9]*))
TOOLS  = observe doctor faults
# Every part is in one archive; the linker takes what a step's main.c reaches.
PARTS  = $(filter-out %/main.c %_demo.c,$(wildcard lib/*.c steps/*/*.c))
OBJECT = $(BUILD)/obj

all: $(STEPS:%=$(BUILD)/%) $(TOOLS:%=$(BUILD)/%) $(BUILD)/witness \
     $(BUILD)/01_escape ## build every step and tool into build/
rootfs: $(BUILD)/rootfs/.done ## make build/rootfs, the box's root directory

$(OBJECT)/%.o: %.c
	@mkdir -p $(@D)
	$(CC) -std=gnu11 $(WARN) $(CPPFLAGS_ALL) $(CFLAGS) -MMD -MP -c -o $@ $<
$(OBJECT)/steps/09_seccomp/seccomp.o: $(OBJECT)/syscall_names.h
$(OBJECT)/syscall_names.h:
	@mkdir -p $(@D)
	echo '#include <sys/syscall.h>' | $(CC) $(CPPFLAGS) -E -dM -x c - | \
	sed -n 's/^#define SYS_\([a-z0-9_]*\) .*/{ "\1", SYS_\1 },/p' | sort >$@
$(OBJECT)/lib/must.o: $(OBJECT)/errno_names.h
$(OBJECT)/errno_names.h:
	@mkdir -p $(@D)
	echo '#include <errno.h>' | $(CC) $(CPPFLAGS) -E -dM -x c - | \
	sed -n '/ENOTSUP /d;s/^#define \(E[A-Z0-9]*\) .*/{ \1, "\1" },/p' | sort >$@
$(BUILD)/libboxwright.a: $(PARTS:%.c=$(OBJECT)/%.o)
	rm -f $@ && $(AR) rcs $@ $^
$(STEPS:%=$(BUILD)/%): $(BUILD)/%: $(OBJECT)/steps/%/main.o \
     $(BUILD)/libboxwright.a
	$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^
$(BUILD)/observe: $(patsubst %,$(OBJECT)/tests/%.o,observe sandbox facts \
     orders table) $(BUILD)/libboxwright.a
	$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^
$(BUILD)/doctor $(BUILD)/faults $(BUILD)/bench: $(BUILD)/%: \
     $(OBJECT)/tests/%.o $(BUILD)/libboxwright.a
	$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^
# These two run inside any root directory, so they bring all they need.
$(BUILD)/witness: $(OBJECT)/tests/witness.o $(OBJECT)/tests/orders.o \
     $(BUILD)/libboxwright.a
	$(CC) $(CFLAGS) $(LDFLAGS) -static -o $@ $^
$(BUILD)/01_escape: $(OBJECT)/steps/01_chroot/escape_demo.o \
     $(BUILD)/libboxwright.a
	$(CC) $(CFLAGS) $(LDFLAGS) -static -o $@ $^
$(BUILD)/rootfs/.done: lib/mkrootfs $(BUILD)/witness $(BUILD)/01_escape
	lib/mkrootfs $(BUILD)/rootfs $(BUILD)/witness $(BUILD)/01_escape

test: all rootfs ## run every test, as root and as an ordinary user
	BUILD=$(BUILD) tests/run
test-wrong: all rootfs ## show that each wrong variant is rejected
	BUILD=$(BUILD) tests/wrong/run
test-faults: all rootfs ## kill and fail every system call of every step
	BUILD=$(BUILD) tests/faults.sh
doctor: $(BUILD)/doctor ## say which steps can run on this machine
	@$(BUILD)/doctor
clean: ## remove build/
	rm -rf $(BUILD)
help: ## print this
	@sed -n 's/^\([a-z -]*\):.*## \(.*\)/\1	\2/p' Makefile | expand -t 22

.PHONY: all rootfs test test-wrong test-faults doctor clean help
.DELETE_ON_ERROR:
-include $(shell find $(BUILD)/obj -name '*.d' 2>/dev/null)
