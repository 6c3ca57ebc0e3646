;;; The rest of the world: time, chance, environment, processes, threads, the end of the program.

;;; attack: exit
(exit 3) ;;; error: `exit' is not available

;;; attack: emergency-exit
(emergency-exit) ;;; error: `emergency-exit' is not available

;;; attack: exit handed on
(map exit '(3)) ;;; error: `exit' is not available

;;; attack: get-environment-variable
(get-environment-variable "HOME") ;;; error: `get-environment-variable' is not available

;;; attack: getenv
(getenv "HOME") ;;; error: `getenv' is not available

;;; attack: command-line
(command-line) ;;; error: `command-line' is not available

;;; attack: features
(features) ;;; error: `features' is not available

;;; attack: current-second
(current-second) ;;; error: `current-second' is not available

;;; attack: current-jiffy
(current-jiffy) ;;; error: `current-jiffy' is not available

;;; attack: current-time
(current-time) ;;; error: `current-time' is not available

;;; attack: runtime
(runtime) ;;; error: `runtime' is not available

;;; attack: random
(random 10) ;;; error: `random' is not available

;;; attack: random-integer of SRFI 27
(use-modules (srfi srfi-27)) ;;; error: no module

;;; attack: time of SRFI 19
(use-modules (srfi srfi-19)) ;;; error: no module

;;; attack: threads of SRFI 18
(use-modules (srfi srfi-18)) ;;; error: no module

;;; attack: Guile's operating system
(use-modules (guile)) ;;; error: no module

;;; attack: future
(define f (future (+ 1 2))) ;;; error: `future' is not available

;;; attack: runnable
(runnable (lambda () 1)) ;;; error: `runnable' is not available

;;; attack: sleep
(sleep 1) ;;; error: `sleep' is not available

;;; attack: run-process
(run-process "touch @OUT@") ;;; error: `run-process' is not available

;;; attack: system
(system "touch @OUT@") ;;; error: `system' is not available

;;; attack: make-process
(make-process "touch @OUT@" #f) ;;; error: `make-process' is not available

;;; attack: command literal
(define x &`{touch @OUT@}) ;;; error: .

;;; attack: command literal with sh
(define x &sh{touch @OUT@}) ;;; error: .

;;; attack: pipe-process
(pipe-process "ls" "wc") ;;; error: `pipe-process' is not available

;;; attack: primitive-fork
(primitive-fork) ;;; error: `primitive-fork' is not available

;;; attack: an address as chance: a procedure written
(string-length (call-with-output-string (lambda (port) (write (lambda (x) x) port)))) ;;; error: cannot be written as text

;;; attack: an address as chance: a parameter written
(object->string (list (make-parameter 1))) ;;; error: cannot be written as text

;;; attack: an address as chance: a promise in a vector
(format #f "~a" (vector (delay 1))) ;;; error: cannot be written as text

;;; attack: an address as chance: an exception written
(guard (e (#t (object->string e))) (vector-ref (vector 1) 5)) ;;; error: cannot be written as text

;;; attack: an address as chance: hash
(hash "x") ;;; error: unbound variable

;;; attack: scheme-implementation-version
(scheme-implementation-version) ;;; error: `scheme-implementation-version' is not available

;;; attack: gensym
(gentemp) ;;; error: unbound variable
