/*
 * sha256.c - fingerprints of files, and seeds that nobody can guess
 *
 * SHA-256 takes 64 bytes at a time and stirs them into eight words.  Its
 * constants are the fractional parts of the roots of the first primes; to
 * compute them needs more lines than to list them.  HMAC is two of these, one
 * around the other, the key in front of both.
 *
 * See FIPS 180-4 and RFC 2104.
 */
#include <string.h>

#include "sha256.h"

static const unsigned start[8] = {
	0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
	0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19,
};

static const unsigned constants[64] = {
	0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1,
	0x923f82a4, 0xab1c5ed5, 0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3,
	0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174, 0xe49b69c1, 0xefbe4786,
	0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
	0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147,
	0x06ca6351, 0x14292967, 0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13,
	0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85, 0xa2bfe8a1, 0xa81a664b,
	0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
	0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a,
	0x5b9cca4f, 0x682e6ff3, 0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208,
	0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
};

static unsigned
turn(unsigned x, int by)
{
	return x >> by | x << (32 - by);
}

static unsigned
mix(unsigned x, int a, int b, int c)
{
	return turn(x, a) ^ turn(x, b) ^ turn(x, c);
}

/* The 16 words of a block, drawn out to 64. */
static void
expand(unsigned w[64], const unsigned char *p)
{
	int i;

	for (i = 0; i < 16; i++, p += 4)
		w[i] = (unsigned)p[0] << 24 | p[1] << 16 | p[2] << 8 | p[3];
	for (; i < 64; i++)
		w[i] =
		    w[i - 16] + w[i - 7] +
		    (turn(w[i - 15], 7) ^ turn(w[i - 15], 18) ^
		     w[i - 15] >> 3) +
		    (turn(w[i - 2], 17) ^ turn(w[i - 2], 19) ^ w[i - 2] >> 10);
}

static void
stir(struct sha256 *s)
{
	unsigned w[64], v[8], one, two;
	int i;

	expand(w, s->block);
	memcpy(v, s->state, sizeof v);
	for (i = 0; i < 64; i++) {
		one = v[7] + mix(v[4], 6, 11, 25) +
		      ((v[4] & v[5]) ^ (~v[4] & v[6])) + constants[i] + w[i];
		two = mix(v[0], 2, 13, 22) +
		      ((v[0] & v[1]) ^ (v[0] & v[2]) ^ (v[1] & v[2]));
		memmove(v + 1, v, 7 * sizeof *v);
		v[4] += one;
		v[0] = one + two;
	}
	for (i = 0; i < 8; i++)
		s->state[i] += v[i];
}

void
sha256_start(struct sha256 *s)
{
	memcpy(s->state, start, sizeof start);
	s->length = 0;
}

void
sha256_add(struct sha256 *s, const void *bytes, size_t size)
{
	const unsigned char *p = bytes, *end = p + size;

	while (p < end) {
		s->block[s->length++ % 64] = *p++;
		if (s->length % 64 == 0)
			stir(s);
	}
}

/* A 1 bit, zeros, and the length in bits fill the last block. */
void
sha256_end(struct sha256 *s, unsigned char digest[32])
{
	unsigned long long bits = s->length * 8;
	unsigned char tail[8];
	int i;

	sha256_add(s, "\x80", 1);
	while (s->length % 64 != 56)
		sha256_add(s, "", 1);
	for (i = 0; i < 8; i++)
		tail[i] = bits >> (56 - 8 * i);
	sha256_add(s, tail, 8);
	for (i = 0; i < 32; i++)
		digest[i] = s->state[i / 4] >> (24 - i % 4 * 8);
}

static void
to_hex(char hex[HEX_SIZE], const unsigned char digest[32])
{
	static const char digits[] = "0123456789abcdef";
	int i;

	for (i = 0; i < 64; i++)
		hex[i] = digits[digest[i / 2] >> (4 - i % 2 * 4) & 15];
	hex[64] = '\0';
}

void
sha256_hex(char hex[HEX_SIZE], const void *bytes, size_t size)
{
	unsigned char digest[32];
	struct sha256 s;

	sha256_start(&s);
	sha256_add(&s, bytes, size);
	sha256_end(&s, digest);
	to_hex(hex, digest);
}

/* The fingerprint of the key, each byte changed by MASK, and then BYTES. */
static void
keyed(unsigned char digest[32], const unsigned char key[64], int mask,
      const void *bytes, size_t size)
{
	unsigned char changed[64];
	struct sha256 s;
	int i;

	for (i = 0; i < 64; i++)
		changed[i] = key[i] ^ mask;
	sha256_start(&s);
	sha256_add(&s, changed, sizeof changed);
	sha256_add(&s, bytes, size);
	sha256_end(&s, digest);
}

void
hmac_hex(char hex[HEX_SIZE], const void *key, size_t key_size,
	 const void *bytes, size_t size)
{
	unsigned char whole[64] = { 0 }, inner[32], outer[32];
	struct sha256 s;

	if (key_size <= sizeof whole) {
		memcpy(whole, key, key_size);
	} else {
		sha256_start(&s);
		sha256_add(&s, key, key_size);
		sha256_end(&s, whole);
	}
	keyed(inner, whole, 0x36, bytes, size);
	keyed(outer, whole, 0x5c, inner, sizeof inner);
	to_hex(hex, outer);
}
