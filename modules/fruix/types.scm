;;; Commentary:
;;; Predicates for the types of record fields, in the words of FreeBSD's own files.

(define-module (fruix types)
  #:export (absolute-path? relative-path? host-name? account-name? natural? port-number?
            mode-string? time-zone? sha256-hex? variable-name? octal-escaped environment-name?
            single-line? loader-value? locale-name? ipv4-address? ipv6-address? ip-address? interface-address?
            optional list-of one-of alist-of-strings? item-name?))

(define (char-in? c characters)
  (let ((code (char->integer c)))
    (and (< code 128)
         (or (and (char-ci>=? c #\a) (char-ci<=? c #\z))
             (and (char>=? c #\0) (char<=? c #\9))
             (string-index characters c))
         #t)))

(define (all-in? text characters)
  (every (lambda (c) (char-in? c characters)) (string->list text)))

(define (single-line? x)
  ;; True for a string without line breaks and other control characters, tab excepted.
  (and (string? x)
       (every (lambda (c) (or (char=? c #\tab)
                              (and (char>=? c #\space) (not (char=? c (integer->char 127))))))
              (string->list x))))

(define (components path)
  (string-split path #\/))

(define (absolute-path? x)
  ;; True for an absolute POSIX path without `.', `..' and empty components.
  (and (single-line? x)
       (string-prefix? "/" x)
       (or (string=? x "/")
           (every (lambda (part) (not (member part '("" "." ".."))))
                  (cdr (components x))))))

(define (relative-path? x)
  ;; True for a POSIX path that stays below the directory it is taken from.
  (and (single-line? x)
       (not (string-prefix? "/" x))
       (every (lambda (part) (not (member part '("" "." "..")))) (components x))))

(define (octal-escaped text plain?)
  ;; TEXT with each character for which PLAIN? does not hold as strunvis(3) reads it: for each byte of
  ;; its UTF-8 a backslash and three octal digits.
  (define (escaped c)
    (let ((bytes (string->utf8 (string c))))
      (apply string-append
             (map (lambda (i)
                    (string-append
                     "\\" (string-pad (number->string (bytevector-u8-ref bytes i) 8) 3 #\0)))
                  (iota (bytevector-length bytes))))))
  (apply string-append
         (map (lambda (c) (if (plain? c) (string c) (escaped c))) (string->list text))))

(define (host-name? x)
  ;; True for a host name by RFC 1123: labels of 1 to 63 letters, digits and inner hyphens, but no more
  ;; than 180 characters in all, since the names of store items are made of it.
  (and (string? x)
       (<= 1 (string-length x) 180)
       (every (lambda (label)
                (and (<= 1 (string-length label) 63)
                     (all-in? label "-")
                     (not (string-prefix? "-" label))
                     (not (string-suffix? "-" label))))
              (string-split x #\.))))

(define (digits? text)
  (and (< 0 (string-length text)) (every (lambda (c) (char<=? #\0 c #\9)) (string->list text))))

(define (number-up-to? text limit)
  ;; True for a decimal number from 0 to LIMIT, without zeros before it.
  (and (digits? text)
       (<= (string-length text) 3)
       (or (string=? text "0") (not (string-prefix? "0" text)))
       (<= (string->number text) limit)))

(define (ipv4-address? x)
  ;; True for four decimal numbers, as "192.0.2.1".
  (and (string? x)
       (let ((parts (string-split x #\.)))
         (and (= 4 (length parts)) (every (lambda (part) (number-up-to? part 255)) parts)))))

(define (ipv6-address? x)
  ;; True for an address by RFC 4291, as "2001:db8::1"; also for a link-local one's with its interface,
  ;; as "fe80::1%vtnet0".
  (define (group? part)
    (and (<= 1 (string-length part) 4)
         (every (lambda (c) (or (char<=? #\0 c #\9) (char-ci<=? #\a c #\f))) (string->list part))))
  (define (width text last?)
    ;; How many groups TEXT stands for, #f when it is wrong; only the LAST? may end as IPv4 does.
    (if (string=? text "")
        0
        (let ((parts (string-split text #\:)))
          (cond ((every group? parts) (length parts))
                ((and last? (ipv4-address? (last parts)) (every group? (drop-right parts 1)))
                 (+ 1 (length parts)))
                (else #f)))))
  (and (string? x)
       (let* ((zone (string-index x #\%))
              (text (if zone (substring x 0 zone) x))
              (gap (string-contains text "::")))
         (and (or (not zone) (variable-name? (string-drop x (+ zone 1))))
              (if gap
                  (let ((before (width (substring text 0 gap) #f))
                        (after (width (string-drop text (+ gap 2)) #t)))
                    (and before after (<= (+ before after) 7)))
                  (eqv? 8 (width text #t)))))))

(define (ip-address? x)
  (or (ipv4-address? x) (ipv6-address? x)))

(define (interface-address? x)
  ;; True for an address with or without the length of its prefix, as "192.0.2.2/24".
  (and (string? x)
       (let ((parts (string-split x #\/)))
         (and (<= (length parts) 2)
              (ip-address? (car parts))
              (or (null? (cdr parts))
                  (number-up-to? (cadr parts) (if (ipv4-address? (car parts)) 32 128)))))))

(define (account-name? x)
  ;; True for a name that pw(8) accepts for a user or a group: at most 32 characters.
  (and (string? x)
       (<= 1 (string-length x) 32)
       (all-in? x "_.-")
       (not (string-prefix? "-" x))
       (not (string-prefix? "." x))))

(define (natural? x)
  (and (integer? x) (exact? x) (>= x 0)))

(define (port-number? x)
  (and (natural? x) (<= 1 x 65535)))

(define (mode-string? x)
  ;; True for an octal mode of three or four digits, as "0644".
  (and (string? x)
       (<= 3 (string-length x) 4)
       (every (lambda (c) (and (char>=? c #\0) (char<=? c #\7))) (string->list x))))

(define (time-zone? x)
  ;; True for a name of the tz database, as "Europe/Berlin".
  (and (string? x) (invoke-static fruix.scheme.runtime.TimeZones 'isKnown x)))

(define (locale-name? x)
  ;; True for a name of the form that FreeBSD's locales have: "C", "POSIX", "C.UTF-8", "de_DE.UTF-8",
  ;; "zh_Hans_CN.GB18030", "sr_RS.UTF-8@latin".
  (define (letters? text shortest longest in-case?)
    (and (<= shortest (string-length text) longest)
         (all-in? text "")
         (every (lambda (c) (and (char-alphabetic? c) (in-case? c))) (string->list text))))
  (define (language? text)
    (let* ((parts (string-split text #\_)) (count (length parts)))
      (and (<= 2 count 3)
           (letters? (car parts) 2 3 char-lower-case?)
           (letters? (last parts) 2 2 char-upper-case?)
           (or (= count 2) (letters? (cadr parts) 4 4 (lambda (c) #t))))))
  (define (charset? text)
    (and (< 0 (string-length text))
         (all-in? text "-_")
         ;; Names are looked up as they are written.
         (or (string=? text "UTF-8") (not (member (string-upcase text) '("UTF8" "UTF-8"))))))
  (define (with-charset? text)
    (let* ((parts (string-split text #\@))
           (name (string-split (car parts) #\.)))
      (and (<= (length parts) 2)
           (every (lambda (variant) (and (< 0 (string-length variant)) (all-in? variant ""))) (cdr parts))
           (= 2 (length name))
           (language? (car name))
           (charset? (cadr name)))))
  (and (string? x)
       (or (member x '("C" "POSIX" "C.UTF-8")) (with-charset? x))
       #t))

(define (sha256-hex? x)
  (and (string? x)
       (= (string-length x) 64)
       (every (lambda (c) (or (and (char>=? c #\0) (char<=? c #\9))
                              (and (char-ci>=? c #\a) (char-ci<=? c #\f))))
              (string->list x))))

(define (variable-name? x)
  ;; True for the name of a shell variable, as rc.conf(5) has them.
  (and (string? x)
       (< 0 (string-length x))
       (all-in? x "_")
       (not (char-numeric? (string-ref x 0)))))

(define (environment-name? x)
  ;; True for the name of a loader(8) or sysctl(8) variable.
  (and (string? x)
       (< 0 (string-length x))
       (all-in? x "_.-%")))

(define (loader-value? x)
  ;; True for what loader.conf(5) can hold between its double quotes.
  (and (single-line? x) (not (string-index x #\"))))

(define (item-name? x)
  ;; True for the name of a store item.
  (and (string? x)
       (<= 1 (string-length x) 211)
       (all-in? x "+._?=-")
       (not (string-prefix? "." x))))

(define (optional type?)
  ;; A predicate that also accepts #f.
  (lambda (x) (or (not x) (type? x))))

(define (list-of type?)
  (lambda (x) (and (list? x) (every type? x))))

(define (one-of . values)
  (lambda (x) (and (member x values) #t)))

(define* (alist-of-strings? name? #:optional (value? single-line?))
  ;; A predicate for lists of (NAME . VALUE) where NAME? and VALUE? hold.
  (list-of (lambda (entry)
             (and (pair? entry) (name? (car entry)) (value? (cdr entry))))))
