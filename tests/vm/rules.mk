# rules.mk: other kernels, in virtual machines; docs/kernels.md
KERNEL = 6.1
ARCH   = $(if $(filter aarch64,$(shell uname -m)),arm64,amd64)
export KERNEL ARCH

vm: ## a machine to break, with a shell in it: KERNEL=5.10|6.1|6.12|6.18|7
	@tests/vm/run --shell "$$KERNEL" "$$ARCH"
vm-test: ## run the suite on KERNEL= and ARCH=amd64|arm64
	@tests/vm/run "$$KERNEL" "$$ARCH"
vm-matrix: ## run the suite on every kernel and architecture
	@tests/vm/matrix
vm-apparmor: ## show what AppArmor refuses, and what the profile allows
	@tests/vm/run --apparmor 6.12 "$$ARCH"
vm-baddays: ## show what a machine's bad days look like, with real ones
	@bats tests/vm/real/baddays.bats
vm-clean: ## remove the machines
	rm -rf .cache/vm
.PHONY: vm vm-test vm-matrix vm-apparmor vm-baddays vm-clean
