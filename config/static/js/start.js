// Runs in the head, before the first paint: says that scripts work, so that what needs them may show itself.
document.documentElement.classList.add("js");
