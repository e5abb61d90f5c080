// What the peer serves: claims that stand to each other directly, and the paragraphs that they cite.
// The labels keep its nodes apart from the service's own in the same database.
export const typeDefs = /* GraphQL */ `
  type Claim @node(labels: ["PeerClaim"]) {
    id: ID!
    text: String!
    kind: String!
    createdAt: DateTime!
    supports: [Claim!]! @relationship(type: "SUPPORTS", direction: OUT)
    supportedBy: [Claim!]! @relationship(type: "SUPPORTS", direction: IN)
    attacks: [Claim!]! @relationship(type: "ATTACKS", direction: OUT)
    attackedBy: [Claim!]! @relationship(type: "ATTACKS", direction: IN)
    citedFrom: [Paragraph!]! @relationship(type: "CITED_FROM", direction: OUT)
  }

  type Paragraph @node(labels: ["PeerParagraph"]) {
    id: ID!
    source: String!
    ordinal: Int!
    text: String!
    claims: [Claim!]! @relationship(type: "CITED_FROM", direction: IN)
  }
`;
