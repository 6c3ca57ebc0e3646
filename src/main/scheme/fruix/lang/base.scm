;;; Commentary:
;;;
;;; What every module and every user file can use without importing it.

(define-module (fruix lang base)
  #:export (const negate compose
            record-location record-field-location
            raise-declaration-error report-declaration-error!))

(define (const value)
  ;; Return a procedure that returns VALUE whatever its arguments.
  (lambda arguments value))

(define (negate predicate)
  ;; Return a procedure that is true where PREDICATE is not.
  (lambda arguments (not (apply predicate arguments))))

(define (compose f g)
  ;; Return a procedure that applies F to what G returns.
  (lambda arguments (f (apply g arguments))))

(define (record-location record)
  ;; Return where the user wrote RECORD, or #f when he did not write it.
  (invoke-static fruix.scheme.runtime.Records 'location record))

(define (record-field-location record field)
  ;; Return where the user wrote the value of FIELD, a symbol, of RECORD, or else RECORD.
  (invoke-static fruix.scheme.runtime.Records 'location record field))

(define (report-declaration-error! message #!optional (location #f) (hint #f))
  ;; Record an error at LOCATION; evaluation goes on and fails in the end.
  (invoke-static fruix.scheme.runtime.Evaluation 'report message location hint))

(define (raise-declaration-error message #!optional (location #f) (hint #f))
  ;; Give up with an error at LOCATION.
  (invoke-static fruix.scheme.runtime.Evaluation 'fail message location hint))
