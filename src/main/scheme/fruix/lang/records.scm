;;; Commentary:
;;;
;;; Looking into records and reporting what is wrong with a declaration.  `define-record-type*'
;;; itself is syntax that every file has.

(define-module (fruix lang records)
  #:export (record-location record-field-location location? location->string
            record-type-of record-type-name record-type-doc record-type-fields
            field-name field-accessor field-kind field-type field-default field-doc
            record? erroneous? value->words
            raise-declaration-error report-declaration-error!))

(define (record? object)
  ;; Is OBJECT a record of a type made by `define-record-type*'?
  (instance? object fruix.scheme.runtime.DeclaredRecord))

(define (erroneous? object)
  ;; Does OBJECT stand for a value that was wrong and has been reported?
  (eq? object (static-field fruix.scheme.runtime.Poison 'VALUE)))

(define (value->words value)
  ;; Return how a message names VALUE: "x", 'x, the service `ssh'.
  (invoke-static fruix.scheme.runtime.Described 'value value))

(define (location? object)
  (instance? object fruix.diag.Location))

(define (location->string location)
  ;; Return LOCATION as FILE:LINE:COLUMN.
  (invoke (as fruix.diag.Location location) 'toString))

(define (record-location record)
  ;; Return where the user wrote RECORD, or #f when he did not write it.
  (invoke-static fruix.scheme.runtime.Records 'location record))

(define (record-field-location record field)
  ;; Return where the user wrote the value of FIELD, a symbol, of RECORD, or else RECORD.
  (invoke-static fruix.scheme.runtime.Records 'location record field))

(define (record-type-of record)
  ;; Return the type of RECORD.
  (invoke (as fruix.scheme.runtime.DeclaredRecord record) 'type))

(define (record-type-name type)
  ;; Return the name of TYPE's constructor, a symbol.
  (string->symbol (invoke (as fruix.scheme.runtime.RecordType type) 'name)))

(define (or-false object)
  (if (eq? object #!null) #f object))

(define (record-type-doc type)
  ;; Return what the definition of TYPE says about it, or #f.
  (or-false (invoke (as fruix.scheme.runtime.RecordType type) 'doc)))

(define (record-type-fields type)
  ;; Return the fields of TYPE.
  (invoke-static gnu.lists.LList 'makeList
                 (as java.util.List (invoke (as fruix.scheme.runtime.RecordType type) 'fields))))

(define (field-name field)
  (string->symbol (invoke (as fruix.scheme.runtime.Field field) 'name)))

(define (field-accessor field)
  (string->symbol (invoke (as fruix.scheme.runtime.Field field) 'accessor)))

(define (field-kind field)
  ;; Return one of `eager', `thunked' and `delayed'.
  (string->symbol (invoke-static fruix.scheme.runtime.Records 'kindName field)))

(define (field-type field)
  ;; Return what values of FIELD are, as "a string", or #f.
  (or-false (invoke (as fruix.scheme.runtime.Field field) 'type)))

(define (field-default field)
  ;; Return the source text of the default of FIELD, or #f when it has none.
  (or-false (invoke (as fruix.scheme.runtime.Field field) 'defaultText)))

(define (field-doc field)
  (or-false (invoke (as fruix.scheme.runtime.Field field) 'doc)))

(define (report-declaration-error! message #!optional (location #f) (hint #f))
  ;; Record an error at LOCATION; evaluation goes on and fails in the end.
  (invoke-static fruix.scheme.runtime.Evaluation 'report message location hint))

(define (raise-declaration-error message #!optional (location #f) (hint #f))
  ;; Give up with an error at LOCATION.
  (invoke-static fruix.scheme.runtime.Evaluation 'fail message location hint))
