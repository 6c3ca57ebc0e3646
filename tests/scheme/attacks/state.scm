;;; Changing what others share: bindings of the language and of modules, constants, procedures.

;;; attack: set! of a builtin
(set! car cdr) ;;; error: `car' cannot be set

;;; attack: set! of a charged builtin
(set! length (lambda (x) 0)) ;;; error: `length' cannot be set

;;; attack: set! of a syntax
(set! if 1) ;;; error: .

;;; attack: set! of a procedure of Fruix
(set! assoc-ref car) ;;; error: `assoc-ref' cannot be set

;;; attack: set! of what is not there
(set! nobody 1) ;;; error: unbound variable `nobody'

;;; attack: set! made by a macro
(define-syntax change (syntax-rules () ((_ x) (set! x 1))))
(change car) ;;; error: cannot be set

;;; attack: set! of an imported variable
(use-modules (canary))
(set! song 'changed) ;;; error: `song' cannot be set

;;; attack: set! of an imported variable under another name
(use-modules ((canary) #:select ((song . tune))))
(set! tune 'changed) ;;; error: `tune' cannot be set

;;; attack: set-car!
(set-car! (list 1 2) 3) ;;; error: `set-car!' is not available

;;; attack: set-cdr!
(define l (list 1 2))
(set-cdr! l l) ;;; error: `set-cdr!' is not available

;;; attack: append!
(append! (list 1) (list 2)) ;;; error: `append!' is not available

;;; attack: reverse!
(reverse! (list 1 2)) ;;; error: `reverse!' is not available

;;; attack: list-set!
(list-set! (list 1 2) 0 1) ;;; error: `list-set!' is not available

;;; attack: string-set!
(string-set! (make-string 3 #\a) 0 #\b) ;;; error: `string-set!' is not available

;;; attack: change of a constant vector
(vector-set! #(1 2 3) 0 'changed) ;;; error: .

;;; attack: change of another file's constant vector
(use-modules (canary))
(vector-set! score 0 'changed) ;;; error: .

;;; attack: procedure property
(set-procedure-property! car 'name 'cdr) ;;; error: `set-procedure-property!' is not available

;;; attack: fluid-let
(fluid-let ((car cdr)) (car '(1 2))) ;;; error: `fluid-let' is not available

;;; attack: circular-list
(circular-list 1 2) ;;; error: `circular-list' is not available

;;; attack: define-private-alias
(define-private-alias c car) ;;; error: `define-private-alias' is not available

;;; attack: environment of the interaction
(interaction-environment) ;;; error: `interaction-environment' is not available

;;; attack: user module that reads a file
(use-modules (thief)) ;;; error: thief.scm:2: `call-with-input-file' is not available
(stolen)

;;; attack: user module that loops
(use-modules (spinner))
(spin) ;;; error: spinner.scm:2: .* did not finish

;;; attack: user module with a procedural macro
(use-modules (wizard)) ;;; error: wizard.scm:2: a macro of a declaration must be made
(spell)
