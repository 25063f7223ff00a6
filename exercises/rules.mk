# rules.mk: the exercises, the learner's loop, the grader
EXERCISES = $(patsubst %/main.c,%,$(wildcard exercises/*/main.c))
# Each has a main(); whatever else is in grader/ they share, by an archive.
GRADER = $(filter $(basename $(notdir $(wildcard grader/*.c))),grade report \
	 confine watch)
SHARED = $(filter-out $(GRADER:%=grader/%.c),$(wildcard grader/*.c))

# By two of the steps the checks find out what can be done here.
exercises: $(BUILD)/observe $(BUILD)/witness $(BUILD)/neighbour \
     $(BUILD)/06_net $(BUILD)/08_cgroup \
     $(GRADER:%=$(BUILD)/%) $(BUILD)/kit/.done ## build what exercises and grader need

$(BUILD)/libgrader.a: $(SHARED:%.c=$(OBJECT)/%.o)
	rm -f $@ && $(AR) rcs $@ $^
$(GRADER:%=$(BUILD)/%): $(BUILD)/%: $(OBJECT)/grader/%.o $(BUILD)/libgrader.a \
     $(BUILD)/libboxwright.a
	$(LINK) -o $@ $(filter %.o,$^) $(filter %.a,$^)
$(BUILD)/confine: $(patsubst %,$(OBJECT)/tests/%.o,root bounds defence deny ids patience)
# It clears away the cgroups of what it has killed.
$(BUILD)/grade: $(OBJECT)/tests/cage.o $(OBJECT)/tests/defence.o
# A box for others to look at, from inside a sandbox that has no libraries; with
# a network of its own, so that it shows who joins that instead.
$(BUILD)/neighbour: $(OBJECT)/steps/06_net/main.o $(BUILD)/libboxwright.a
	$(STATIC) -o $@ $^
# All that a confined compiler sees of us: headers, objects.
$(BUILD)/kit/.done: $(EXERCISES:%=$(OBJECT)/%/main.o) $(BUILD)/libboxwright.a \
     $(wildcard lib/*.h steps/*/*.h exercises/*/*.h)
	@mkdir -p $(@D)/include $(EXERCISES:exercises/%=$(@D)/%)
	cp -p $(wildcard lib/*.h steps/*/*.h) $(@D)/include
	cp -p $(BUILD)/libboxwright.a $(@D)
	for name in $(EXERCISES:exercises/%=%); do cp -p exercises/$$name/*.h \
	$(OBJECT)/exercises/$$name/main.o $(@D)/$$name || exit; done
	touch $@
grader: exercises rootfs
# The learner's loop and the grader: `make check-05`, `make reset-05 YES=1`.
check-% hint-% watch-% reset-%: grader
	@BUILD=$(BUILD) exercises/course $(subst -, ,$@) $(YES:%=--yes)
progress: grader ## show how far you have come: check-05 hint-05 watch-05 reset-05
	@BUILD=$(BUILD) exercises/course progress
# A name may have blanks, quotes and dollars in it.  So it is exported as it was
# given, not as make would expand it, and the shell takes it from there.
override SUBMISSIONS := $(or $(value SUBMISSIONS),submissions)
override OUT := $(value OUT)
override KEY := $(value KEY)
export SUBMISSIONS OUT KEY ONLY JOBS FORMAT
grade: grader ## judge students' folders: SUBMISSIONS=dir ONLY= OUT= JOBS= FORMAT= KEY=
	@BUILD=$(BUILD) exercises/grade $${OUT:+--out "$$OUT"} $${JOBS:+--jobs "$$JOBS"} \
	$${FORMAT:+--format "$$FORMAT"} $${KEY:+--key "$$KEY"} $${ONLY:+--only "$$ONLY"} \
	-- "$$SUBMISSIONS"
help: ## print this
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/\1	\2/p' Makefile \
	exercises/*.mk tests/vm/*.mk | expand -t 14
gradescope: ## make build/gradescope.zip, an autograder: ONLY=05_uts,... KEY=file
	@exercises/templates/gradescope/pack $(BUILD)/gradescope.zip
bench-grade: grader ## measure the grader
	@BUILD=$(BUILD) tests/bench-grade.sh
.PHONY: exercises grader progress grade help gradescope bench-grade
