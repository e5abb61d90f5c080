// What a Relay application asks: pages of a connection that are asked for anew, a node by its id.
graphql`
  query MapsQuery {
    ...Maps_list
  }
`;

graphql`
  fragment Maps_list on Query
  @refetchable(queryName: "MapsPageQuery")
  @argumentDefinitions(first: { type: "Int", defaultValue: 20 }, after: { type: "Cursor" }) {
    maps(first: $first, after: $after) @connection(key: "Maps_maps") {
      edges {
        node {
          ...Maps_map
        }
      }
    }
  }
`;

graphql`
  fragment Maps_map on ArgumentMap
  @refetchable(queryName: "MapQuery")
  @argumentDefinitions(first: { type: "Int", defaultValue: 20 }, after: { type: "Cursor" }) {
    id
    title
    revision
    created
    claims(first: $first, after: $after) @connection(key: "Map_claims") {
      edges {
        node {
          ...Maps_claim
        }
      }
    }
  }
`;

graphql`
  fragment Maps_claim on Claim @refetchable(queryName: "ClaimQuery") {
    id
    text
    citations {
      exact
      paragraph {
        text
      }
    }
  }
`;

graphql`
  mutation MapsAddMutation($input: AddClaimInput!, $connections: [ID!]!) {
    addClaim(input: $input) {
      claim @appendNode(connections: $connections, edgeTypeName: "ClaimEdge") {
        id
        text
      }
    }
  }
`;
