#!/bin/bash
#SBATCH --output=journals/%a.jsonl
#SBATCH --error=journals/%a.err
# slurm.sh - grade one student's folder, in an array job
#
#	mkdir journals
#	sbatch --array="1-$(ls submissions | wc -l)" slurm.sh
#	cat journals/*.jsonl >journal.jsonl
#	boxwright/build/report --out results journal.jsonl
#
# From a directory that all nodes share: it holds boxwright, built, the course's
# key and the submissions.  Slurm writes what a job prints, its journal, to
# --output.  A job that ends with status 2 could not judge all; run again, it
# judges anew, and of two verdicts the later one counts.
set -eu
students=(submissions/*/)
exec boxwright/exercises/grade --jobs 1 --key course.key --format journal \
	"${students[SLURM_ARRAY_TASK_ID - 1]}"
