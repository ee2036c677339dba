// What phones of 2018 lack and the page uses. A classic script, so that it has run before the page's own.
if (typeof globalThis === 'undefined') window.globalThis = window
if (!Object.fromEntries) {
  Object.fromEntries = function (entries) {
    const made = {}
    for (const entry of entries) made[entry[0]] = entry[1]
    return made
  }
}
if (typeof queueMicrotask === 'undefined') {
  window.queueMicrotask = function (work) {
    void Promise.resolve().then(work)
  }
}
if (!String.prototype.matchAll) {
  String.prototype.matchAll = function (pattern) {
    const found = []
    this.replace(pattern, function () {
      found.push(Array.prototype.slice.call(arguments, 0, -2))
      return ''
    })
    return found
  }
}
if (!Array.prototype.at) {
  Array.prototype.at = function (index) {
    return this[index < 0 ? this.length + index : index]
  }
}
