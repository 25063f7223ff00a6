/* sha256.h - fingerprints of files, and seeds that nobody can guess */
#ifndef SHA256_H
#define SHA256_H

#include <stddef.h>

/* 64 digits and NUL. */
#define HEX_SIZE 65

struct sha256 {
	unsigned state[8];
	unsigned long long length; /* bytes so far */
	unsigned char block[64];
};

void sha256_start(struct sha256 *s);
void sha256_add(struct sha256 *s, const void *bytes, size_t size);
void sha256_end(struct sha256 *s, unsigned char digest[32]);

/* The fingerprint of SIZE bytes, in hexadecimal digits. */
void sha256_hex(char hex[HEX_SIZE], const void *bytes, size_t size);

/* HMAC: who does not know KEY cannot tell it from chance. */
void hmac_hex(char hex[HEX_SIZE], const void *key, size_t key_size,
	      const void *bytes, size_t size);

#endif
