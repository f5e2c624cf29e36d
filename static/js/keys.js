/* Says in words what went wrong with a key; django-allauth's own script does the rest. */
const fault = document.getElementById("key-fault");

document.addEventListener("allauth.error", (event) => {
  event.preventDefault();
  // Hidden and shown again, so that it is read out every time
  fault.hidden = true;
  requestAnimationFrame(() => { fault.hidden = false; });
});
