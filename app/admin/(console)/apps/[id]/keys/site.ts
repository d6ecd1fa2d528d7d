/** What a snippet needs to know of the deployment and of the site. */
