;;; Reading and writing files by every route. @SECRET@ is a file that must not be read, @OUT@ one
;;; that must not appear.

;;; attack: open-input-file
(define port (open-input-file "@SECRET@")) ;;; error: `open-input-file' is not available in a declaration

;;; attack: call-with-input-file
(define text (call-with-input-file "@SECRET@" read-line)) ;;; error: `call-with-input-file' is not available

;;; attack: with-input-from-file
(with-input-from-file "@SECRET@" (lambda () (read-line))) ;;; error: `with-input-from-file' is not available

;;; attack: open-binary-input-file
(define port (open-binary-input-file "@SECRET@")) ;;; error: `open-binary-input-file' is not available

;;; attack: open-output-file
(define port (open-output-file "@OUT@")) ;;; error: `open-output-file' is not available

;;; attack: call-with-output-file
(call-with-output-file "@OUT@" (lambda (port) (write 1 port))) ;;; error: `call-with-output-file' is not available

;;; attack: with-output-to-file
(with-output-to-file "@OUT@" (lambda () 1)) ;;; error: `with-output-to-file' is not available

;;; attack: delete-file
(delete-file "@SECRET@") ;;; error: `delete-file' is not available

;;; attack: rename-file
(rename-file "@SECRET@" "@OUT@") ;;; error: `rename-file' is not available

;;; attack: copy-file
(copy-file "@SECRET@" "@OUT@") ;;; error: `copy-file' is not available

;;; attack: create-directory
(create-directory "@OUT@") ;;; error: `create-directory' is not available

;;; attack: file-exists?
(if (file-exists? "@SECRET@") 1 2) ;;; error: `file-exists\?' is not available

;;; attack: load
(load "@SECRET@") ;;; error: `load' is not available

;;; attack: include
(include "@SECRET@") ;;; error: `include' is not available

;;; attack: include inside a body
(define (f)
  (include-relative "@SECRET@") ;;; error: `include-relative' is not available
  1)

;;; attack: include-ci in an expression
(list (include-ci "@SECRET@")) ;;; error: `include-ci' is not available

;;; attack: require by file name
(require "@SECRET@") ;;; error: `require' is not available

;;; attack: path-data
(path-data "@SECRET@") ;;; error: path-data

;;; attack: the path type
(filepath "@SECRET@") ;;; error: `filepath' is not available

;;; attack: URI
(URI "file:@SECRET@") ;;; error: URI

;;; attack: the shell's here path, &<{file}
(define text &<{@SECRET@}) ;;; error: .

;;; attack: path literal of the reader
(define p '#,(filepath "@SECRET@")) ;;; error: .

;;; attack: reader constructor in data
(define p (quote (a #,(URI "file:@SECRET@")))) ;;; error: .

;;; attack: resource-url
(resource-url "@SECRET@") ;;; error: resource-url

;;; attack: a module outside the load path
(use-modules (@SECRET@)) ;;; error: no module

;;; attack: a module above the load path
(use-modules (.. .. etc passwd)) ;;; error: no module

;;; attack: import of a file
(import (foo "@SECRET@")) ;;; error: `import' is not available

;;; attack: define-library
(define-library (evil) (import (scheme file)) (export x) (begin (define x 1))) ;;; error: `define-library' is not available

;;; attack: default input
(read-line) ;;; error: `read-line' without a port

;;; attack: default input by apply
(apply read-char '()) ;;; error: `read-char' without a port

;;; attack: printing
(display "hello") ;;; error: `display' without a port

;;; attack: printing to what is not a port
(write 'x #t) ;;; error: `write' without a port

;;; attack: current-output-port
(display "hello" (current-output-port)) ;;; error: `current-output-port' is not available

;;; attack: format to the console
(format #t "hello~%") ;;; error: `format' to a port

;;; attack: reading code from text
(read (open-input-string "#,(filepath \"@SECRET@\")")) ;;; error: `read' is not available
