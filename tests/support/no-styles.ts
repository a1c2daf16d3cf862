// What a style sheet is to Jest: jsdom lays nothing out.
export {}
