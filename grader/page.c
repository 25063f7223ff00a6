/*
 * page.c - one page for the instructor: HTML without scripts or links abroad
 *
 * What is asked first stands first: how the class did, what it got wrong and
 * why, which checks are hard, what has to be judged again; then each student.
 * The page is well-formed XML, too, so that a parser can prove that nothing
 * in it was left unescaped.
 *
 * See html.spec.whatwg.org; www.w3.org/TR/CSP3, default-src.
 */
#include <string.h>

#include "escape.h"
#include "page.h"
#include "report.h"

void
page_link(FILE *out, const struct book *book, const struct student *student)
{
	fprintf(out, "<a href=\"#s%td\"><bdi>", student - book->students);
	put(out, XML, NAME, student->name);
	fputs("</bdi></a>\n", out);
}

static void
put_figures(FILE *out, const struct book *book)
{
	const struct student *s;
	int full = 0, unjudged = 0, most = 0;
	long sum = 0;

	EACH_STUDENT(s, book)
	{
		sum += s->judged ? s->score : 0;
		full += s->max && s->score == s->max;
		unjudged += !s->judged;
		most = s->max > most ? s->max : most;
	}
	fprintf(out,
		"<ul class=\"figures\">\n<li><b>%d</b>students</li>\n<li><b>",
		book->student_count);
	put_mean(out, sum, book->student_count - unjudged, 2);
	fprintf(out,
		"</b>points of %d on average</li>\n"
		"<li><b>%d</b>with full marks</li>\n"
		"<li%s><b>%d</b>"
		"<a href=\"#unjudged\">not judged in full</a></li>\n</ul>\n",
		most, full, unjudged ? " class=\"warn\"" : "", unjudged);
}

static void
put_head(FILE *out, const struct book *book)
{
	fputs("<!DOCTYPE html>\n<html lang=\"en\"><head>"
	      "<meta charset=\"utf-8\"/>\n"
	      "<meta name=\"viewport\" "
	      "content=\"width=device-width,initial-scale=1\"/>\n"
	      "<meta http-equiv=\"Content-Security-Policy\" content=\""
	      "default-src 'none'; style-src 'unsafe-inline'\"/>\n"
	      "<meta name=\"robots\" content=\"noindex\"/>\n"
	      "<title>boxwright: results</title>\n<style>",
	      out);
	fputs(page_style, out);
	fputs("</style></head>\n<body>\n<h1>Results</h1>\n<p class=\"soft\">",
	      out);
	put(out, XML, LINE, book->toolkit);
	fputs(" on ", out);
	put(out, XML, LINE, book->machine);
	fputs("</p>\n", out);
	put_figures(out, book);
	fputs("<nav><a href=\"#class\">Class</a>"
	      "<a href=\"#causes\">Misconceptions</a>"
	      "<a href=\"#checks\">Checks</a>"
	      "<a href=\"#unjudged\">Not judged</a>"
	      "<a href=\"#students\">Students</a></nav>\n",
	      out);
}

/* The class of a cell by its part of the points: q0 none, q4 all. */
static int
quarter(int score, int max)
{
	if (score == 0)
		return 0;
	return score >= max ? 4 : 1 + 3 * score / (max + 1);
}

static void
put_cell(FILE *out, const struct work *work)
{
	if (work->note) {
		fputs("<td class=\"none\" title=\"", out);
		put(out, XML, LINE, work->note);
		fputs("\">\u2013</td>", out);
	} else if (!work->judged) {
		fputs("<td class=\"unknown\">", out);
		if (work->score)
			fprintf(out, "%d\u2009", work->score);
		fputs("?</td>", out);
	} else {
		fprintf(out, "<td class=\"q%d\">%d</td>",
			quarter(work->score, work->max), work->score);
	}
}

/* "05_uts" in two lines, its points in a third. */
static void
put_column(FILE *out, const struct exercise *exercise)
{
	const char *name = exercise->name, *rest = strchr(name, '_');
	int i, max = 0;

	for (i = 0; i < exercise->of; i++)
		max += exercise->checks[i].max;
	fputs("<th scope=\"col\">", out);
	if (rest && *name >= '0' && *name <= '9')
		fprintf(out, "%.*s<small>%s</small>", (int)(rest - name), name,
			rest + 1);
	else
		fputs(name, out);
	fprintf(out, "<small>of %d</small></th>", max);
}

static void
put_means(FILE *out, const struct book *book)
{
	const struct student *s;
	long sum = 0, judged = 0;
	int i;

	EACH_STUDENT(s, book)
	{
		sum += s->judged ? s->score : 0;
		judged += s->judged;
	}
	fputs("<tfoot><tr><th scope=\"row\">average</th>"
	      "<td class=\"total\">",
	      out);
	put_mean(out, sum, judged, 2);
	for (i = 0; i < book->exercise_count; i++) {
		sum = judged = 0;
		EACH_STUDENT(s, book)
		{
			sum += s->works[i].judged ? s->works[i].score : 0;
			judged += s->works[i].judged;
		}
		fputs("</td><td>", out);
		put_mean(out, sum, judged, 2);
	}
	fputs("</td></tr></tfoot>\n", out);
}

static void
put_class(FILE *out, const struct book *book)
{
	const struct student *s;
	int i;

	fputs(
	    "<h2 id=\"class\">Class</h2>\n"
	    "<p class=\"soft key\"><span><i class=\"q4\">8</i>all points</span>"
	    "<span><i class=\"q2\">4</i>some</span>"
	    "<span><i class=\"q0\">0</i>none</span>"
	    "<span><i class=\"none\">\u2013</i>no file</span>"
	    "<span><i class=\"unknown\">?</i>not judged in full</span></p>\n"
	    "<div class=\"scroll\"><table><thead><tr>"
	    "<th scope=\"col\">student</th>"
	    "<th scope=\"col\">total</th>",
	    out);
	for (i = 0; i < book->exercise_count; i++)
		put_column(out, &book->exercises[i]);
	fputs("</tr></thead>\n<tbody>\n", out);
	EACH_STUDENT(s, book)
	{
		fputs("<tr><th scope=\"row\">", out);
		page_link(out, book, s);
		fprintf(out, "</th><td class=\"total\">%d%s</td>", s->score,
			s->judged ? "" : "\u2009?");
		for (i = 0; i < book->exercise_count; i++)
			put_cell(out, &s->works[i]);
		fputs("</tr>\n", out);
	}
	fputs("</tbody>\n", out);
	put_means(out, book);
	fputs("</table></div>\n", out);
}

/* One check, over all submissions. */
static void
put_rate(FILE *out, const struct book *book, int exercise, int check)
{
	int all = 0, count[3] = { 0, 0, 0 };
	const struct student *s;
	const struct work *work;

	EACH_STUDENT(s, book)
	{
		work = &s->works[exercise];
		if (work->note || check >= work->of)
			continue;
		count[work->results[check].verdict]++;
		all++;
	}
	fputs("<li><span class=\"name\">", out);
	put(out, XML, LINE, book->exercises[exercise].checks[check].name);
	fputs("</span><span class=\"bar\">", out);
	if (all)
		fprintf(out,
			"<i class=\"p\" style=\"width:%d%%\"></i>"
			"<i class=\"f\" style=\"width:%d%%\"></i>"
			"<i class=\"c\" style=\"width:%d%%\"></i>",
			100 * count[PASS] / all, 100 * count[FAIL] / all,
			100 * count[CANNOT] / all);
	fprintf(out, "</span><span class=\"n\">%d of %d", count[PASS], all);
	if (count[CANNOT])
		fprintf(out, ", %d ?", count[CANNOT]);
	fputs("</span></li>\n", out);
}

static void
put_rates(FILE *out, const struct book *book)
{
	int i, j;

	fputs(
	    "<h2 id=\"checks\">Checks</h2>\n<p class=\"soft\">How many of the "
	    "submissions pass; those without a file do not count.</p>\n",
	    out);
	for (i = 0; i < book->exercise_count; i++) {
		fprintf(out, "<h3>%s</h3>\n<ol class=\"rates\">\n",
			book->exercises[i].name);
		for (j = 0; j < book->exercises[i].of; j++)
			put_rate(out, book, i, j);
		fputs("</ol>\n", out);
	}
}

static void
put_result(FILE *out, const struct result *r)
{
	struct line lines[5];
	int i, n = result_lines(r, lines);
	const char *verdict = verdict_name(r->verdict);

	fprintf(out, "<li class=\"%s\"><b>%s</b>", verdict, verdict);
	put(out, XML, LINE, r->name);
	fprintf(out, " <span class=\"soft\">%d of %d</span>", r->points,
		r->max);
	if (r->verdict != PASS && n) {
		fputs("<dl>", out);
		for (i = 0; i < n; i++) {
			fprintf(out, "<dt>%s</dt><dd%s>", lines[i].label,
				strchr("eo", *lines[i].label)
				    ? " class=\"code\""
				    : "");
			put(out, XML, TEXT, lines[i].value);
			fputs("</dd>", out);
		}
		fputs("</dl>", out);
	}
	fputs("</li>\n", out);
}

static void
put_work(FILE *out, const char *exercise, const struct work *work)
{
	const struct result *r;

	fprintf(out, "<section><h3>%s<span>%d of %d</span></h3>\n", exercise,
		work->score, work->max);
	if (work->note) {
		fputs("<p class=\"soft\">", out);
		put(out, XML, LINE, work->note);
		fputs("</p>", out);
	} else if (work->of) {
		fputs("<ol class=\"checks\">\n", out);
		EACH_RESULT(r, work)
		put_result(out, r);
		fputs("</ol>", out);
	}
	fputs("</section>\n", out);
}

static void
put_student(FILE *out, const struct book *book, const struct student *s)
{
	int i;

	fprintf(out, "<details class=\"student\" id=\"s%td\"><summary><bdi>",
		s - book->students);
	put(out, XML, NAME, s->name);
	fprintf(out, "</bdi><span class=\"sum\">%d of %d%s</span></summary>\n",
		s->score, s->max, s->judged ? "" : ", not judged in full");
	for (i = 0; i < book->exercise_count; i++)
		put_work(out, book->exercises[i].name, &s->works[i]);
	fputs("</details>\n", out);
}

void
page_write(FILE *out, const struct book *book)
{
	const struct student *s;

	put_head(out, book);
	put_class(out, book);
	fputs("<h2 id=\"causes\">Misconceptions</h2>\n<p class=\"soft\">Likely "
	      "causes of failed checks, the most frequent first.</p>\n",
	      out);
	page_reasons(out, book, FAIL, "No check failed for a known cause.");
	put_rates(out, book);
	fputs("<h2 id=\"unjudged\">Not judged</h2>\n<p class=\"soft\">What the "
	      "grader or its machine could not do.  It is no fault of the "
	      "students: judge again, elsewhere if need be.</p>\n",
	      out);
	page_reasons(out, book, CANNOT, "Everything was judged.");
	fputs("<h2 id=\"students\">Students</h2>\n", out);
	EACH_STUDENT(s, book)
	put_student(out, book, s);
	fputs("</body></html>\n", out);
}
