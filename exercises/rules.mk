# rules.mk: the exercises, the learner's loop, the grader
EXERCISES = $(patsubst %/main.c,%,$(wildcard exercises/*/main.c))
# Each has a main(); whatever else is in grader/ they share, by an archive.
GRADER = $(filter $(basename $(notdir $(wildcard grader/*.c))),grade report \
	 confine watch)
SHARED = $(filter-out $(GRADER:%=grader/%.c),$(wildcard grader/*.c))

all: $(BUILD)/neighbour $(GRADER:%=$(BUILD)/%) $(EXERCISES:%=$(OBJECT)/%/main.o)

$(BUILD)/libgrader.a: $(SHARED:%.c=$(OBJECT)/%.o)
	rm -f $@ && $(AR) rcs $@ $^
$(GRADER:%=$(BUILD)/%): $(BUILD)/%: $(OBJECT)/grader/%.o $(BUILD)/libgrader.a \
     $(BUILD)/libboxwright.a
	$(LINK) -o $@ $(filter %.o,$^) $(filter %.a,$^)
# A box for others to look at, from inside a sandbox that has no libraries.
$(BUILD)/neighbour: $(OBJECT)/steps/05_uts/main.o $(BUILD)/libboxwright.a
	$(LINK) -static -o $@ $^
