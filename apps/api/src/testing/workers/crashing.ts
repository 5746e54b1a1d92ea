/** A planning worker that dies at once. */
throw new Error("This worker dies.");
