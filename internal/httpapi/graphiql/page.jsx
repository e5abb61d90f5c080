import { createGraphiQLFetcher } from "@graphiql/toolkit";
import { GraphiQL } from "graphiql";
import { createRoot } from "react-dom/client";
import "graphiql/graphiql.css";
import "./page.css";

const firstQuery = `# Queries over argument maps. Press the triangle to run this one; the book on
# the left lists everything that can be asked.
#
# If the server asks for a token, write under Headers:
#   {"Authorization": "Bearer <the token>"}

query FirstLook {
  maps(first: 5) {
    edges {
      node {
        id
        title
        revision
        questions(first: 5) {
          edges {
            node {
              text
              status
            }
          }
        }
      }
    }
  }
}
`;

// A link may carry a query: /?query=…&variables=…&operationName=…
const asked = new URLSearchParams(window.location.search);

createRoot(document.getElementById("page")).render(
  <GraphiQL
    fetcher={createGraphiQLFetcher({ url: "/graphql" })}
    defaultQuery={firstQuery}
    query={asked.get("query") ?? undefined}
    variables={asked.get("variables") ?? undefined}
    operationName={asked.get("operationName") ?? undefined}
    isHeadersEditorEnabled
    shouldPersistHeaders={false}
    showPersistHeadersSettings={false}
  />,
);
