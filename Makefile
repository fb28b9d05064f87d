# Every target installs what it needs first. See docs/operations.md.
PYTHON ?= python3
HMK = @$(PYTHON) hmk/services

.PHONY: run test bench lint install lock clean

run:
	$(HMK) run

# make test ARGS="-k minutes -n 0"
test:
	$(HMK) test $(ARGS)

# make bench ARGS="committee_dashboard"
bench:
	$(HMK) bench $(ARGS)

lint:
	$(HMK) lint

install:
	$(HMK) install

lock:
	$(HMK) lock

# make clean DATA=1 removes the local database and files as well.
clean:
	$(HMK) clean $(if $(DATA),--data)
