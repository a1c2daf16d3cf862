/** Jest's reporter that says nothing. */
module.exports = class {}
