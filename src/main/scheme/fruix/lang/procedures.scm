;;; Commentary:
;;;
;;; Procedures about procedures, and small things that Guile has and Scheme has not.

(define-module (fruix lang procedures)
  #:export (const negate compose identity 1+ 1- thunk?
            *unspecified* unspecified? exact-nonnegative-integer? error raise))

(define (identity value) value)

(define (const value)
  ;; Return a procedure that returns VALUE whatever its arguments.
  (lambda arguments value))

(define (negate predicate)
  ;; Return a procedure that is true where PREDICATE is not.
  (lambda arguments (not (apply predicate arguments))))

(define (compose procedure . procedures)
  ;; Return a procedure that applies PROCEDURE to what the next one returns, and so on.
  (if (null? procedures)
      procedure
      (let ((inner (apply compose procedures)))
        (lambda arguments
          (call-with-values (lambda () (apply inner arguments)) procedure)))))

(define (1+ number) (+ number 1))
(define (1- number) (- number 1))

(define (thunk? object)
  (and (procedure? object)
       (eqv? 0 (invoke (as gnu.mapping.Procedure object) 'minArgs))))

(define *unspecified* #!void)

(define (unspecified? object)
  (eq? object *unspecified*))

(define (exact-nonnegative-integer? object)
  (and (exact-integer? object) (>= object 0)))

;; Kawa knows of its own ones that they never return, and then refuses them as operands.

(define (error message . irritants)
  ;; Give up with MESSAGE and the values IRRITANTS.
  (invoke-static fruix.scheme.runtime.Raising 'error message irritants))

(define (raise object)
  ;; Raise OBJECT as an exception.
  (invoke-static fruix.scheme.runtime.Raising 'raise object))
