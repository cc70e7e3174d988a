// Sends the one form that says so, for people who need not press the button.
document.querySelector("form[data-autosubmit]")?.requestSubmit();
