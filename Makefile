# boxwright: the front door.  `make help` lists what can be made.
BUILD  = build
CC     = cc
CFLAGS = -O2
WARN   = -Wall -Wextra -Wshadow -Wmissing-prototypes -Wstrict-prototypes \
	 -Wformat=2
STEPS  = $(notdir $(wildcard steps/[0-9]*))
TOOLS  = $(filter $(basename $(notdir $(wildcard tests/*.c))),observe doctor \
	 faults without unit pty bench bare floor)
OBJECT = $(BUILD)/obj
INCLUDE = $(patsubst %,-I%,lib tests grader $(wildcard steps/* exercises/*/) \
	  $(OBJECT))
COMPILE = $(CC) -std=gnu11 -D_GNU_SOURCE $(WARN) -fno-pie $(INCLUDE) \
	  $(CPPFLAGS) $(CFLAGS)
# A quick start: at a fixed address, in few pieces, and symbols looked up now.
LINK   = $(CC) $(CFLAGS) -no-pie -Wl,-z,now,-z,noseparate-code $(LDFLAGS)
# No program under test can write there: see tests/deny.c.
STATIC = $(CC) $(CFLAGS) -static -Wl,-Ttext-segment=0x40000000 $(LDFLAGS)
# Every part is in one archive; the linker takes what a step's main.c reaches.
PARTS  = $(filter-out %/main.c %_demo.c,$(wildcard lib/*.c steps/*/*.c))
MACROS = $(CC) $(CPPFLAGS) -E -dM -x c -

all: $(STEPS:%=$(BUILD)/%) $(TOOLS:%=$(BUILD)/%) $(BUILD)/witness \
     $(BUILD)/01_escape ## build every step and tool into build/
rootfs: $(BUILD)/rootfs/.done ## make build/rootfs, the box's root directory
tour: ## watch a box being made
	@$(MAKE) -s all rootfs && BUILD=$(BUILD) tests/tour
doctor: $(BUILD)/doctor ## say which steps can run on this machine
	@$(BUILD)/doctor
deps: ## install bats and shellcheck, where missing
	@tests/deps bats shellcheck
test: all grader ## run every test, as root and as an ordinary user
	BUILD=$(BUILD) tests/run
test-wrong: all grader ## show that each wrong variant is rejected
	BUILD=$(BUILD) tests/wrong/run
test-faults: all rootfs ## kill and fail every system call of every step
	BUILD=$(BUILD) tests/faults.sh
bench: all rootfs ## measure, and compare with bubblewrap
	BUILD=$(BUILD) tests/bench.sh
clean: ## remove build/
	rm -rf $(BUILD)

$(OBJECT)/%.o: %.c
	@mkdir -p $(@D)
	$(COMPILE) -MMD -MP -c -o $@ $<
$(OBJECT)/steps/09_seccomp/seccomp.o $(OBJECT)/tests/deny.o \
     $(OBJECT)/exercises/09_seccomp/main.o: $(OBJECT)/syscall_names.h
$(OBJECT)/syscall_names.h:
	@mkdir -p $(@D)
	echo '#include <sys/syscall.h>' | $(MACROS) | LC_ALL=C sort | sed -n \
	's/^#define SYS_\([a-z0-9_]*\) .*/{ "\1", SYS_\1 },/p' >$@
$(OBJECT)/lib/must.o: $(OBJECT)/errno_names.h
$(OBJECT)/errno_names.h:
	@mkdir -p $(@D)
	echo '#include <errno.h>' | $(MACROS) | LC_ALL=C sort | sed -n \
	'/ENOTSUP /d;s/^#define \(E[A-Z0-9]*\) .*/{ \1, "\1" },/p' >$@
$(BUILD)/libboxwright.a: $(PARTS:%.c=$(OBJECT)/%.o)
	rm -f $@ && $(AR) rcs $@ $^
$(STEPS:%=$(BUILD)/%): $(BUILD)/%: $(OBJECT)/steps/%/main.o \
     $(BUILD)/libboxwright.a
	$(LINK) -o $@ $(filter %.o,$^) $(filter %.a,$^)
$(BUILD)/observe: $(patsubst %,$(OBJECT)/tests/%.o,sandbox facts orders table \
     root strict bounds cage deny defence limit ids bell patience)
$(TOOLS:%=$(BUILD)/%): $(BUILD)/%: $(OBJECT)/tests/%.o $(BUILD)/libboxwright.a
	$(LINK) -o $@ $(filter %.o,$^) $(filter %.a,$^)
# These two run inside any root directory, so they bring all they need.
$(BUILD)/witness: $(patsubst %,$(OBJECT)/tests/%.o,witness orders bell \
     patience) $(BUILD)/libboxwright.a
	$(STATIC) -o $@ $^
$(BUILD)/01_escape: $(OBJECT)/steps/01_chroot/escape_demo.o \
     $(BUILD)/libboxwright.a
	$(STATIC) -o $@ $^
$(BUILD)/rootfs/.done: lib/mkrootfs $(BUILD)/witness $(BUILD)/01_escape
	lib/mkrootfs $(BUILD)/rootfs $(BUILD)/witness $(BUILD)/01_escape

include exercises/rules.mk tests/vm/rules.mk

.PHONY: all rootfs tour doctor deps test test-wrong test-faults bench clean help
.DELETE_ON_ERROR:
-include $(wildcard $(OBJECT)/*/*.d $(OBJECT)/*/*/*.d)
