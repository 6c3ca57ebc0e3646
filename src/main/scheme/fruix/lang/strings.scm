;;; Commentary:
;;;
;;; Strings and symbols, as Guile has them.

(define-module (fruix lang strings)
  #:export (string-join string-split string-append* string-concatenate
            string-prefix? string-suffix? string-contains
            string-index string-rindex string-count string-filter string-delete
            string-trim string-trim-right string-trim-both string-null? string-reverse
            symbol-append keyword->symbol symbol->keyword object->string
            format simple-format))

(define (string-join strings #!optional (delimiter " ") (grammar 'infix))
  ;; Return STRINGS with DELIMITER between, or by GRAMMAR before or after each.
  (if (null? strings)
      ""
      (case grammar
        ((infix strict-infix)
         (let loop ((rest (cdr strings)) (parts (list (car strings))))
           (if (null? rest)
               (apply string-append (reverse! parts))
               (loop (cdr rest) (cons (car rest) (cons delimiter parts))))))
        ((suffix)
         (apply string-append (map (lambda (s) (string-append s delimiter)) strings)))
        ((prefix)
         (apply string-append (map (lambda (s) (string-append delimiter s)) strings)))
        (else (error "string-join: unknown grammar" grammar)))))

(define (matcher what)
  ;; Return a predicate for characters: WHAT, or the one that equals WHAT.
  (if (char? what)
      (lambda (c) (char=? c what))
      what))

(define (string-split string what)
  ;; Return the parts of STRING between the characters that match WHAT.
  (let ((match? (matcher what)))
    (let loop ((i (- (string-length string) 1))
               (end (string-length string))
               (parts '()))
      (cond ((< i 0) (cons (substring string 0 end) parts))
            ((match? (string-ref string i))
             (loop (- i 1) i (cons (substring string (+ i 1) end) parts)))
            (else (loop (- i 1) end parts))))))

(define (string-append* first . rest)
  ;; Like APPLY STRING-APPEND.
  (apply apply string-append first rest))

(define (string-concatenate strings)
  (apply string-append strings))

(define (string-prefix? prefix string)
  ;; Does STRING start with PREFIX?
  (let ((size (string-length prefix)))
    (and (<= size (string-length string))
         (string=? prefix (substring string 0 size)))))

(define (string-suffix? suffix string)
  ;; Does STRING end with SUFFIX?
  (let ((start (- (string-length string) (string-length suffix))))
    (and (>= start 0)
         (string=? suffix (substring string start (string-length string))))))

(define (string-contains string part)
  ;; Return the index of the first PART in STRING, or #f.
  (let* ((size (string-length part))
         (last (- (string-length string) size)))
    (let loop ((i 0))
      (cond ((> i last) #f)
            ((string=? part (substring string i (+ i size))) i)
            (else (loop (+ i 1)))))))

(define (string-index string what)
  ;; Return the index of the first character of STRING that matches WHAT, or #f.
  (let ((match? (matcher what))
        (size (string-length string)))
    (let loop ((i 0))
      (cond ((= i size) #f)
            ((match? (string-ref string i)) i)
            (else (loop (+ i 1)))))))

(define (string-rindex string what)
  ;; Return the index of the last character of STRING that matches WHAT, or #f.
  (let ((match? (matcher what)))
    (let loop ((i (- (string-length string) 1)))
      (cond ((< i 0) #f)
            ((match? (string-ref string i)) i)
            (else (loop (- i 1)))))))

(define (string-filter what string)
  ;; Return the characters of STRING that match WHAT.
  (let ((match? (matcher what)))
    (let loop ((rest (string->list string)) (kept '()))
      (cond ((null? rest) (list->string (reverse! kept)))
            ((match? (car rest)) (loop (cdr rest) (cons (car rest) kept)))
            (else (loop (cdr rest) kept))))))

(define (string-delete what string)
  ;; Return the characters of STRING that do not match WHAT.
  (let ((match? (matcher what)))
    (string-filter (lambda (c) (not (match? c))) string)))

(define (string-count string what)
  (string-length (string-filter what string)))

(define (string-trim string #!optional (what char-whitespace?))
  ;; Return STRING without the leading characters that match WHAT.
  (let ((match? (matcher what)))
    (let ((start (string-index string (lambda (c) (not (match? c))))))
      (if start
          (substring string start (string-length string))
          ""))))

(define (string-trim-right string #!optional (what char-whitespace?))
  ;; Return STRING without the trailing characters that match WHAT.
  (let ((match? (matcher what)))
    (let ((end (string-rindex string (lambda (c) (not (match? c))))))
      (if end
          (substring string 0 (+ end 1))
          ""))))

(define (string-trim-both string #!optional (what char-whitespace?))
  (string-trim (string-trim-right string what) what))

(define (string-null? string)
  (= 0 (string-length string)))

(define (string-reverse string)
  (list->string (reverse (string->list string))))

(define (symbol-append . symbols)
  (string->symbol (apply string-append (map symbol->string symbols))))

(define (keyword->symbol keyword)
  (string->symbol (invoke (as gnu.expr.Keyword keyword) 'getName)))

(define (symbol->keyword symbol)
  (invoke-static gnu.expr.Keyword 'make (invoke (symbol->string symbol) 'toString)))

(define (object->string object)
  ;; Return OBJECT as it would be written.
  (invoke-static fruix.scheme.runtime.Formats 'written object))

(define (format destination . arguments)
  ;; Return the text that a template and ARGUMENTS make when DESTINATION is #f, else print it.
  (let ((text (if (string? destination)
                  (invoke-static fruix.scheme.runtime.Formats 'format destination arguments)
                  (invoke-static fruix.scheme.runtime.Formats 'format
                                 (car arguments) (cdr arguments)))))
    (cond ((or (not destination) (string? destination)) text)
          ((eq? destination #t) (display text))
          (else (display text destination)))))

(define (simple-format destination . arguments)
  (apply format destination arguments))
