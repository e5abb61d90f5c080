import{i as e}from"./index-BG5WPpKk.js";function t(e){return typeof e==`object`&&!!e}var n=`x-graphql-event-stream-token`;function r(e){if(e=e,e!==`next`&&e!==`complete`)throw Error(`Invalid stream event "${e}"`);return e}function i(e,t){if(t)try{t=JSON.parse(t)}catch{throw Error(`Invalid stream data`)}if(e===`next`&&!t)throw Error(`Stream data must be an object for "next" events`);return t||null}var a;(function(e){e[e.NewLine=10]=`NewLine`,e[e.CarriageReturn=13]=`CarriageReturn`,e[e.Space=32]=`Space`,e[e.Colon=58]=`Colon`})(a||={});function o(){let e,t,n,o=!1,s={event:``,data:``},c=[],l=new TextDecoder;return function(u){if(e===void 0)e=u,t=0,n=-1;else{let t=new Uint8Array(e.length+u.length);t.set(e),t.set(u,e.length),e=t}let d=e.length,f=0;for(;t<d;){o&&=(e[t]===a.NewLine&&(f=++t),!1);let u=-1;for(;t<d&&u===-1;++t)switch(e[t]){case a.Colon:n===-1&&(n=t-f);break;case a.CarriageReturn:o=!0;case a.NewLine:u=t}if(u===-1)break;if(f===u){if(s.event||s.data){if(!s.event)throw Error(`Missing message event`);let e=r(s.event),t=i(e,s.data);c.push({event:e,data:t}),s={event:``,data:``}}}else if(n>0){let t=e.subarray(f,u),r=l.decode(t.subarray(0,n)),i=n+(t[n+1]===a.Space?2:1),o=l.decode(t.subarray(i));switch(r){case`event`:s.event=o;break;case`data`:s.data=s.data?s.data+`
`+o:o}}f=t,n=-1}if(f===d){e=void 0;let t=[...c];return c=[],t}f!==0&&(e=e.subarray(f),t-=f)}}function s(e){let{singleConnection:t=!1,lazy:r=!0,lazyCloseTimeout:i=0,onNonLazyError:a=console.error,generateID:o=function(){return`xxxxxxxx-xxxx-4xxx-yxxx-xxxxxxxxxxxx`.replace(/[xy]/g,e=>{let t=Math.random()*16|0;return(e==`x`?t:t&3|8).toString(16)})},retryAttempts:s=5,retry:l=async function(e){let t=1e3;for(let n=0;n<e;n++)t*=2;await new Promise(e=>setTimeout(e,t+Math.floor(Math.random()*2700+300)))},credentials:d=`same-origin`,referrer:f,referrerPolicy:p,onMessage:m,on:h}=e,g=e.fetchFn||fetch,_=e.abortControllerImpl||AbortController,v=(()=>{let e=!1,t=[];return{get disposed(){return e},onDispose(n){return e?(setTimeout(()=>n(),0),()=>{}):(t.push(n),()=>{t.splice(t.indexOf(n),1)})},dispose(){if(!e){e=!0;for(let e of[...t])e()}}}})(),y,b,x=0,S=null,C=0;async function w(){try{if(v.disposed)throw Error(`Client has been disposed`);return await(b??=(async()=>{var t,r;if(S){if(await l(C),y.signal.aborted)throw Error(`Connection aborted by the client`);C++}(t=h?.connecting)==null||t.call(h,!!S),y=new _;let i=v.onDispose(()=>y.abort());y.signal.addEventListener(`abort`,()=>{i(),b=void 0});let a=e,o=typeof a.url==`function`?await a.url(void 0):a.url;if(y.signal.aborted)throw Error(`Connection aborted by the client`);let s=typeof a.headers==`function`?await a.headers(void 0):a.headers??{};if(y.signal.aborted)throw Error(`Connection aborted by the client`);let x;try{x=await g(o,{signal:y.signal,method:`PUT`,credentials:d,referrer:f,referrerPolicy:p,headers:s})}catch(e){throw new c(e)}if(x.status!==201)throw new c(x);s[n]=await x.text();let w=await u({signal:y.signal,headers:s,credentials:d,referrer:f,referrerPolicy:p,url:o,fetchFn:g,onMessage:e=>{var t;(t=h?.message)==null||t.call(h,e),m?.(e)}});return(r=h?.connected)==null||r.call(h,!!S),w.waitForThrow().catch(()=>b=void 0),w})())}catch(e){throw b=void 0,e}}t&&!r&&(async()=>{for(x++;;)try{let{waitForThrow:e}=await w();await e()}catch(e){if(v.disposed)return;if(!(e instanceof c)||(b=void 0,!s||C>=s))return a?.(e);S=e}})();function T(n,a,T){if(!t){let t=new _,r=v.onDispose(()=>{r(),t.abort()});return(async()=>{var r,i,o,_;let v=null,y=0;for(;;)try{if(v){if(await l(y),t.signal.aborted)throw Error(`Connection aborted by the client`);y++}(r=h?.connecting)==null||r.call(h,!!v),(i=T?.connecting)==null||i.call(T,!!v);let s=e,c=typeof s.url==`function`?await s.url(n):s.url;if(t.signal.aborted)throw Error(`Connection aborted by the client`);let b=typeof s.headers==`function`?await s.headers(n):s.headers??{};if(t.signal.aborted)throw Error(`Connection aborted by the client`);let{getResults:x}=await u({signal:t.signal,headers:{...b,"content-type":`application/json; charset=utf-8`},credentials:d,referrer:f,referrerPolicy:p,url:c,body:JSON.stringify(n),fetchFn:g,onMessage:e=>{var t,n;(t=h?.message)==null||t.call(h,e),(n=T?.message)==null||n.call(T,e),m?.(e)}});(o=h?.connected)==null||o.call(h,!!v),(_=T?.connected)==null||_.call(T,!!v);for await(let e of x())v=null,y=0,a.next(e);return t.abort()}catch(e){if(t.signal.aborted)return;if(!(e instanceof c)||!s||y>=s)throw e;v=e}})().then(()=>a.complete()).catch(e=>a.error(e)),()=>t.abort()}x++;let E=new _,D=v.onDispose(()=>{D(),E.abort()});return(async()=>{let e=o();n={...n,extensions:{...n.extensions,operationId:e}};let t=null;for(;;){t=null;try{let{url:r,headers:i,getResults:o}=await w(),s;try{s=await g(r,{signal:E.signal,method:`POST`,credentials:d,referrer:f,referrerPolicy:p,headers:{...i,"content-type":`application/json; charset=utf-8`},body:JSON.stringify(n)})}catch(e){throw new c(e)}if(s.status!==202)throw new c(s);t=async()=>{let t;try{let n=new _,a=v.onDispose(()=>{a(),n.abort()});t=await g(r+`?operationId=`+e,{signal:n.signal,method:`DELETE`,credentials:d,referrer:f,referrerPolicy:p,headers:i})}catch(e){throw new c(e)}if(t.status!==200)throw new c(t)};for await(let t of o({signal:E.signal,operationId:e}))S=null,C=0,a.next(t);return t=null,E.abort()}catch(e){if(E.signal.aborted)return await t?.();if(!(e instanceof c)||(r&&(b=void 0),!s||C>=s))throw E.abort(),e;S=e}finally{E.signal.aborted&&--x===0&&(isFinite(i)&&i>0?setTimeout(()=>{x||y.abort()},i):y.abort())}}})().then(()=>a.complete()).catch(e=>a.error(e)),()=>E.abort()}return{subscribe:T,iterate(e,t){let n=[],r={done:!1,error:null,resolve:()=>{}},i=T(e,{next(e){n.push(e),r.resolve()},error(e){r.done=!0,r.error=e,r.resolve()},complete(){r.done=!0,r.resolve()}},t),a=(async function*(){for(;;){for(n.length||await new Promise(e=>r.resolve=e);n.length;)yield n.shift();if(r.error)throw r.error;if(r.done)return}})();return a.throw=async e=>(r.done||(r.done=!0,r.error=e,r.resolve()),{done:!0,value:void 0}),a.return=async()=>(i(),{done:!0,value:void 0}),a},dispose(){v.dispose()}}}var c=class extends Error{constructor(e){let t,n;l(e)?(n=e,t=`Server responded with `+e.status+`: `+e.statusText):t=e instanceof Error?e.message:String(e),super(t),this.name=this.constructor.name,this.response=n}};function l(e){return t(e)&&typeof e.ok==`boolean`&&typeof e.status==`number`&&typeof e.statusText==`string`}async function u(e){let{signal:t,url:n,credentials:r,headers:i,body:a,referrer:s,referrerPolicy:l,fetchFn:u,onMessage:f}=e,p={},m={},h;try{h=await u(n,{signal:t,method:a?`POST`:`GET`,credentials:r,referrer:s,referrerPolicy:l,headers:{...i,accept:`text/event-stream`},body:a})}catch(e){throw new c(e)}if(!h.ok)throw new c(h);if(!h.body)throw Error(`Missing response body`);let g=null,_;return(async()=>{var e;try{let t=o();for await(let n of d(h.body)){if(typeof n==`string`)throw g=Error(`Unexpected string chunk "${n}"`);let r;try{r=t(n)}catch(e){throw g=e}if(r)for(let t of r){try{f?.(t)}catch(e){throw g=e}let n=t.data&&`id`in t.data?t.data.id:``;switch(n in m||(m[n]=[]),t.event){case`next`:n?m[n].push(t.data.payload):m[n].push(t.data);break;case`complete`:m[n].push(`complete`);break;default:throw g=Error(`Unexpected message event "${t.event}"`)}(e=p[n])==null||e.proceed()}}if(Object.keys(p).length)throw Error(`Connection closed while having active streams`)}catch(e){g=!g&&Object.keys(p).length?new c(e):e,_?.(g)}finally{Object.values(p).forEach(({proceed:e})=>e())}})(),{url:n,headers:i,waitForThrow:()=>new Promise((e,t)=>{if(g)return t(g);_=t}),async*getResults(e){let{signal:t,operationId:n=``}=e??{};try{for(;;){for(;m[n]?.length;){let e=m[n].shift();if(e===`complete`)return;yield e}if(g)throw g;if(t?.aborted)throw Error(`Getting results aborted by the client`);await new Promise(e=>{let r=()=>{t?.removeEventListener(`abort`,r),delete p[n],e()};t?.addEventListener(`abort`,r),p[n]={proceed:r}})}}finally{delete m[n]}}}}function d(e){return typeof Object(e)[Symbol.asyncIterator]==`function`?(e=e,e):(async function*(){let t=e.getReader(),n;do n=await t.read(),n.value!==void 0&&(yield n.value);while(!n.done)})()}var f=new URL(`/graphql`,location.href).href,p=class extends Error{code;reason;field;extensions;constructor(e,t,n,r,i){super(e),this.code=t,this.reason=n,this.field=r,this.extensions=i}},m=class extends Error{};async function h(e,t,n){let r=await g({query:e.toString(),variables:t},n),i=r.errors?.[0];if(i)throw _(i);if(!r.data)throw new m(`the server gave an answer without data`);return r.data}async function g(t,n){let r;try{r=await fetch(f,{method:`POST`,headers:{"content-type":`application/json`,accept:`application/graphql-response+json`,...v()},body:JSON.stringify(t),signal:n??null})}catch(t){throw n?.aborted?t:(e.lost(),new m(`the server cannot be reached`,{cause:t}))}r.status===401&&e.denied();let i;try{i=await r.json()}catch(t){throw n?.aborted?t:(e.lost(),new m(`the server answered ${r.status} with something that is not JSON`,{cause:t}))}return r.status!==401&&e.found(),i}function _(e){let t=e.extensions??{},n=e=>typeof t[e]==`string`?t[e]:void 0;return new p(e.message,n(`code`)??`INTERNAL`,n(`reason`)??``,n(`field`),t)}function v(){return e.token?{authorization:`Bearer ${e.token}`}:{}}var y;function b(e,t,n){return y??=s({url:f,retryAttempts:0,headers:v}),y.subscribe({query:e.toString(),variables:t},{next:({data:e,errors:t})=>{t?.[0]?n.end(_(t[0])):e&&n.next(e)},error:e=>n.end(e),complete:()=>n.end(void 0)})}var x=class extends String{__apiType;value;__meta__;constructor(e,t){super(e),this.value=e,this.__meta__=t}toString(){return this.value}};new x(`
    fragment Part on Element {
  __typename
  id
  text
}
    `,{fragmentName:`Part`}),new x(`
    fragment Step on Inference {
  ...Part
  scheme
  premises {
    ...Part
  }
  conclusion {
    ...Part
  }
}
    fragment Part on Element {
  __typename
  id
  text
}`,{fragmentName:`Step`}),new x(`
    fragment Stamp on ChangeSet {
  revision
  actor
  time
  message
  undoes
}
    `,{fragmentName:`Stamp`}),new x(`
    fragment Done on ChangeSet {
  operations {
    type
    id
    before
    after
  }
}
    `,{fragmentName:`Done`}),new x(`
    fragment HomeChange on ChangeSet {
  revision
  actor
  time
  message
  undoes
}
    `,{fragmentName:`HomeChange`}),new x(`
    fragment HomeMap on ArgumentMap {
  id
  title
  description
  language
  created
  owner
  revision
  history(last: 1) {
    nodes {
      ...HomeChange
    }
  }
}
    fragment HomeChange on ChangeSet {
  revision
  actor
  time
  message
  undoes
}`,{fragmentName:`HomeMap`}),new x(`
    fragment HomeSource on Source {
  id
  title
  creator
  date
  language
  created
  owner
  codePoints
}
    `,{fragmentName:`HomeSource`}),new x(`
    fragment Judged on Acceptance {
  label
  reason
  outcome
}
    `,{fragmentName:`Judged`}),new x(`
    fragment Named on Element {
  __typename
  id
  text
  ... on Claim {
    label
  }
  ... on Inference {
    label
    scheme
    premises {
      id
      text
    }
  }
  ... on Rebuttal {
    label
    kind
    premises {
      id
      text
    }
  }
  ... on Question {
    status
    elliptical
    resolvedText
  }
}
    `,{fragmentName:`Named`}),new x(`
    fragment Explained on Explanation {
  label
  reason
  outcome
  text
  cut
  steps {
    text
    label
    because
    element {
      ...Named
    }
    on {
      id
    }
  }
  flips(tries: 40) {
    all
    tried
    removals {
      label
      element {
        ...Named
      }
    }
  }
  questions(first: 5) {
    more
    questions {
      matters
      ifMet
      ifFailed
      question {
        ...Named
      }
    }
  }
}
    fragment Named on Element {
  __typename
  id
  text
  ... on Claim {
    label
  }
  ... on Inference {
    label
    scheme
    premises {
      id
      text
    }
  }
  ... on Rebuttal {
    label
    kind
    premises {
      id
      text
    }
  }
  ... on Question {
    status
    elliptical
    resolvedText
  }
}`,{fragmentName:`Explained`}),new x(`
    fragment Moved on Influences {
  strength
  outcome
  converged
  iterations
  count
  influences {
    amount
    outcome
    element {
      ...Named
    }
  }
}
    fragment Named on Element {
  __typename
  id
  text
  ... on Claim {
    label
  }
  ... on Inference {
    label
    scheme
    premises {
      id
      text
    }
  }
  ... on Rebuttal {
    label
    kind
    premises {
      id
      text
    }
  }
  ... on Question {
    status
    elliptical
    resolvedText
  }
}`,{fragmentName:`Moved`}),new x(`
    fragment Waiting on OpenQuestion {
  id
  text
  resolvedText
  status
  weight
  couldFlip
  revision
  askedIn {
    id
    ordinal
    source {
      id
      title
    }
  }
  bearsOn {
    id
    ordinal
    source {
      id
      title
    }
  }
}
    `,{fragmentName:`Waiting`}),new x(`
    fragment Cites on Citation {
  id
  role
  source {
    id
  }
  segments {
    paragraph {
      id
      ordinal
    }
    start(unit: UTF16)
    end(unit: UTF16)
  }
}
    `,{fragmentName:`Cites`}),new x(`
    fragment CitingElement on Element {
  __typename
  id
  citations {
    ...Cites
  }
  ... on Question {
    ordinal
    row {
      id
      antecedent
    }
  }
  ... on Claim {
    commitments {
      act
      voice {
        name
        kind
      }
      reportedBy {
        name
      }
    }
  }
}
    fragment Cites on Citation {
  id
  role
  source {
    id
  }
  segments {
    paragraph {
      id
      ordinal
    }
    start(unit: UTF16)
    end(unit: UTF16)
  }
}`,{fragmentName:`CitingElement`}),new x(`
    fragment TextParagraph on Paragraph {
  id
  ordinal
  kind
  text
  fragment
}
    `,{fragmentName:`TextParagraph`}),new x(`
    fragment TextDetails on Source {
  id
  title
  creator
  date
  publisher
  language
  rights
  uri
  mediaType
  codePoints
  revision
  state
  owner
  created
}
    `,{fragmentName:`TextDetails`}),new x(`
    fragment RowElement on Element {
  __typename
  id
  text
  author
  ... on Claim {
    label
    strength @include(if: $strengths) {
      value
    }
    basis
  }
  ... on Inference {
    label
    strength @include(if: $strengths) {
      value
    }
    scheme
  }
  ... on Rebuttal {
    label
    strength @include(if: $strengths) {
      value
    }
    kind
  }
  ... on Preference {
    act: scheme
  }
  ... on Question {
    status
    form
    force
    elliptical
    resolvedText
  }
  ... on Locution {
    speaker {
      name
    }
  }
}
    `,{fragmentName:`RowElement`}),new x(`
    fragment Row on TreeRow {
  element {
    ...RowElement
  }
  parent
  role
  depth
  occurrenceId
  childCount
  descendantCount
  reference
  context
  cut
}
    fragment RowElement on Element {
  __typename
  id
  text
  author
  ... on Claim {
    label
    strength @include(if: $strengths) {
      value
    }
    basis
  }
  ... on Inference {
    label
    strength @include(if: $strengths) {
      value
    }
    scheme
  }
  ... on Rebuttal {
    label
    strength @include(if: $strengths) {
      value
    }
    kind
  }
  ... on Preference {
    act: scheme
  }
  ... on Question {
    status
    form
    force
    elliptical
    resolvedText
  }
  ... on Locution {
    speaker {
      name
    }
  }
}`,{fragmentName:`Row`}),new x(`
    fragment MapHead on ArgumentMap {
  id
  title
  description
  language
  revision
  owner
  created
}
    `,{fragmentName:`MapHead`});var S=new x(`
    mutation Apply($input: ApplyChangesInput!) {
  applyChanges(input: $input) {
    ids {
      ref
      id
    }
    revision
  }
}
    `),C=new x(`
    mutation ChangeMap($input: UpdateMapInput!) {
  updateMap(input: $input) {
    revision
  }
}
    `),w=new x(`
    mutation CopyMap($input: CopyMapInput!) {
  copyMap(input: $input) {
    map {
      id
      title
    }
  }
}
    `),T=new x(`
    mutation DeleteMap($input: DeleteMapInput!) {
  deleteMap(input: $input) {
    map
  }
}
    `),E=new x(`
    mutation TakeBack($input: UndoInput!) {
  undo(input: $input) {
    revision
  }
}
    `),D=new x(`
    query Voices($map: ID!) {
  map(id: $map) {
    voices(first: 200) {
      nodes {
        id
        name
        kind
      }
    }
  }
}
    `),O=new x(`
    query Schemes($after: Cursor) {
  schemes(first: 200, after: $after) {
    nodes {
      id
      name
      family
      conclusion
      premises {
        id
        kind
        says
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    `),k=new x(`
    query Surroundings($map: ID!, $id: ID!) {
  map(id: $map) {
    revision
    element(id: $id) {
      ...Part
      ... on Claim {
        inferences {
          ...Step
        }
        premiseOf {
          ...Step
        }
      }
      ... on Inference {
        ...Step
      }
      ... on Rebuttal {
        premises {
          ...Part
        }
        target {
          ...Part
        }
      }
    }
  }
}
    fragment Part on Element {
  __typename
  id
  text
}
fragment Step on Inference {
  ...Part
  scheme
  premises {
    ...Part
  }
  conclusion {
    ...Part
  }
}`),A=new x(`
    query OwnFields($map: ID!, $id: ID!) {
  map(id: $map) {
    revision
    element(id: $id) {
      ...Part
      ... on Claim {
        basis
      }
      ... on Inference {
        scheme
      }
      ... on Rebuttal {
        scheme
      }
      ... on Preference {
        scheme
      }
      ... on Question {
        resolvedText
        note
        form
        force
        elliptical
        embedded
        status
        answerMode
        standard
      }
    }
  }
}
    fragment Part on Element {
  __typename
  id
  text
}`),j=new x(`
    query AskedQuestion($map: ID!, $id: ID!) {
  map(id: $map) {
    revision
    element(id: $id) {
      ...Part
      ... on Question {
        resolvedText
        status
        form
        burden
        effect
        asksAbout {
          element {
            ...Part
          }
        }
        answers {
          partial
          bearing
          claim {
            ...Part
          }
        }
      }
    }
  }
}
    fragment Part on Element {
  __typename
  id
  text
}`),M=new x(`
    query CriticalQuestions($map: ID!, $id: ID!) {
  map(id: $map) {
    revision
    element(id: $id) {
      ...Part
      ... on Inference {
        schemeReading {
          scheme {
            name
          }
        }
        criticalQuestions {
          text
          question {
            id
            burden
          }
          asked {
            id
            status
          }
        }
      }
    }
  }
}
    fragment Part on Element {
  __typename
  id
  text
}`),N=new x(`
    query Removal($map: ID!, $ids: [ID!]!) {
  map(id: $map) {
    revision
    deletePreview(ids: $ids) {
      asked {
        ...Named
      }
      follows {
        ...Named
      }
      marked {
        ...Named
      }
      records
    }
  }
}
    fragment Named on Element {
  __typename
  id
  text
  ... on Claim {
    label
  }
  ... on Inference {
    label
    scheme
    premises {
      id
      text
    }
  }
  ... on Rebuttal {
    label
    kind
    premises {
      id
      text
    }
  }
  ... on Question {
    status
    elliptical
    resolvedText
  }
}`),P=new x(`
    query History($map: ID!, $last: Int!, $before: Cursor) {
  map(id: $map) {
    revision
    history(last: $last, before: $before) {
      nodes {
        ...Stamp
        ...Done
      }
      pageInfo {
        hasPreviousPage
        startCursor
      }
      totalCount
    }
  }
}
    fragment Stamp on ChangeSet {
  revision
  actor
  time
  message
  undoes
}
fragment Done on ChangeSet {
  operations {
    type
    id
    before
    after
  }
}`),F=new x(`
    query HistoryStamps($map: ID!, $last: Int!, $before: Cursor) {
  map(id: $map) {
    revision
    history(last: $last, before: $before) {
      nodes {
        ...Stamp
      }
      pageInfo {
        hasPreviousPage
        startCursor
      }
      totalCount
    }
  }
}
    fragment Stamp on ChangeSet {
  revision
  actor
  time
  message
  undoes
}`),I=new x(`
    query ChangesSince($map: ID!, $since: Revision, $first: Int!, $after: Cursor) {
  map(id: $map) {
    history(since: $since, first: $first, after: $after) {
      nodes {
        ...Stamp
        ...Done
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
}
    fragment Stamp on ChangeSet {
  revision
  actor
  time
  message
  undoes
}
fragment Done on ChangeSet {
  operations {
    type
    id
    before
    after
  }
}`),L=new x(`
    query HomeMaps($first: Int!, $after: Cursor, $text: String) {
  maps(first: $first, after: $after, filter: {text: $text}) {
    totalCount
    nodes {
      ...HomeMap
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    fragment HomeMap on ArgumentMap {
  id
  title
  description
  language
  created
  owner
  revision
  history(last: 1) {
    nodes {
      ...HomeChange
    }
  }
}
fragment HomeChange on ChangeSet {
  revision
  actor
  time
  message
  undoes
}`),R=new x(`
    query HomeSources($first: Int!, $after: Cursor, $text: String) {
  sources(first: $first, after: $after, filter: {text: $text}) {
    totalCount
    nodes {
      ...HomeSource
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    fragment HomeSource on Source {
  id
  title
  creator
  date
  language
  created
  owner
  codePoints
}`),z=new x(`
    query HomeRecent {
  maps(first: 10) {
    nodes {
      id
      title
      history(last: 3) {
        nodes {
          ...HomeChange
        }
      }
    }
  }
}
    fragment HomeChange on ChangeSet {
  revision
  actor
  time
  message
  undoes
}`),B=new x(`
    query HomeOpen {
  openQuestions(first: 200) {
    totalCount
    nodes {
      map {
        id
      }
    }
    pageInfo {
      hasNextPage
    }
  }
}
    `),V=new x(`
    query HomeHits($words: String!, $first: Int!, $after: Cursor) {
  search(words: $words, first: $first, after: $after) {
    edges {
      map {
        id
        title
      }
      node {
        __typename
        ... on Claim {
          id
          text
        }
        ... on Question {
          id
          text
          resolvedText
        }
        ... on Locution {
          id
          text
        }
        ... on Paragraph {
          id
          text
          ordinal
          source {
            id
            title
          }
        }
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    `),H=new x(`
    query Formats {
  formats(first: 200) {
    nodes {
      name
      title
      read
      written
      extensions
      mediaType
    }
  }
}
    `),U=new x(`
    query ExportLosses($map: ID!, $format: String!, $revision: Revision) {
  exportMap(map: $map, format: $format, revision: $revision) {
    revision
    losses {
      what
      why
      count
      records
    }
  }
}
    `),W=new x(`
    mutation CreateMap($input: CreateMapInput!) {
  createMap(input: $input) {
    map {
      id
    }
  }
}
    `),G=new x(`
    query ElementDetails($map: ID!, $revision: Revision, $atLeast: Revision, $id: ID!) {
  map(id: $map, revision: $revision, atLeast: $atLeast) {
    revision
    element(id: $id) {
      ...Named
      author
      created
      revision
      defects {
        rule
        message
      }
      external {
        namespace
        id
      }
      citations {
        id
        role
        explicitness
        source {
          id
          title
        }
        segments {
          exact
          paragraph {
            id
            ordinal
          }
        }
      }
      questions {
        ...Named
      }
      ... on Claim {
        basis
        commitments {
          id
          act
          voice {
            id
            name
          }
          reportedBy {
            id
            name
          }
        }
        acceptance {
          ...Judged
        }
        strength {
          value
          outcome
        }
      }
      ... on Inference {
        acceptance {
          ...Judged
        }
        strength {
          value
          outcome
        }
        conclusion {
          ...Named
        }
        schemeReading {
          status
          message
          scheme {
            id
            name
          }
        }
        criticalQuestions {
          text
          question {
            id
            name
          }
          asked {
            ...Named
          }
        }
      }
      ... on Rebuttal {
        acceptance {
          ...Judged
        }
        strength {
          value
          outcome
        }
        target {
          ...Named
        }
        against {
          ...Named
        }
      }
      ... on Question {
        note
        form
        force
        standing {
          full
          partial
          accepted
          undecided
          fallen
        }
        row {
          antecedent
          questions {
            ...Named
          }
        }
        asksAbout {
          slot
          element {
            ...Named
          }
        }
        answers {
          partial
          bearing
          claim {
            ...Named
          }
        }
        carries {
          ...Named
        }
      }
      ... on Locution {
        speaker {
          id
          name
        }
      }
    }
  }
}
    fragment Named on Element {
  __typename
  id
  text
  ... on Claim {
    label
  }
  ... on Inference {
    label
    scheme
    premises {
      id
      text
    }
  }
  ... on Rebuttal {
    label
    kind
    premises {
      id
      text
    }
  }
  ... on Question {
    status
    elliptical
    resolvedText
  }
}
fragment Judged on Acceptance {
  label
  reason
  outcome
}`),K=new x(`
    query ElementWhy($map: ID!, $revision: Revision, $id: ID!) {
  map(id: $map, revision: $revision) {
    revision
    element(id: $id) {
      id
      ... on Claim {
        why(steps: 100) {
          ...Explained
        }
      }
      ... on Inference {
        why(steps: 100) {
          ...Explained
        }
      }
      ... on Rebuttal {
        why(steps: 100) {
          ...Explained
        }
      }
      ... on Preference {
        why(steps: 100) {
          ...Explained
        }
      }
    }
  }
}
    fragment Named on Element {
  __typename
  id
  text
  ... on Claim {
    label
  }
  ... on Inference {
    label
    scheme
    premises {
      id
      text
    }
  }
  ... on Rebuttal {
    label
    kind
    premises {
      id
      text
    }
  }
  ... on Question {
    status
    elliptical
    resolvedText
  }
}
fragment Explained on Explanation {
  label
  reason
  outcome
  text
  cut
  steps {
    text
    label
    because
    element {
      ...Named
    }
    on {
      id
    }
  }
  flips(tries: 40) {
    all
    tried
    removals {
      label
      element {
        ...Named
      }
    }
  }
  questions(first: 5) {
    more
    questions {
      matters
      ifMet
      ifFailed
      question {
        ...Named
      }
    }
  }
}`),q=new x(`
    query ElementInfluences($map: ID!, $revision: Revision, $id: ID!) {
  map(id: $map, revision: $revision) {
    element(id: $id) {
      id
      ... on Claim {
        influences(first: 6) {
          ...Moved
        }
      }
      ... on Inference {
        influences(first: 6) {
          ...Moved
        }
      }
      ... on Rebuttal {
        influences(first: 6) {
          ...Moved
        }
      }
    }
  }
}
    fragment Named on Element {
  __typename
  id
  text
  ... on Claim {
    label
  }
  ... on Inference {
    label
    scheme
    premises {
      id
      text
    }
  }
  ... on Rebuttal {
    label
    kind
    premises {
      id
      text
    }
  }
  ... on Question {
    status
    elliptical
    resolvedText
  }
}
fragment Moved on Influences {
  strength
  outcome
  converged
  iterations
  count
  influences {
    amount
    outcome
    element {
      ...Named
    }
  }
}`),J=new x(`
    query WithoutElement($map: ID!, $revision: Revision, $without: [ID!]!) {
  map(id: $map, revision: $revision) {
    revision
    whatIf(without: $without) {
      outcome
      flips {
        before
        after
        element {
          ...Named
        }
      }
    }
  }
}
    fragment Named on Element {
  __typename
  id
  text
  ... on Claim {
    label
  }
  ... on Inference {
    label
    scheme
    premises {
      id
      text
    }
  }
  ... on Rebuttal {
    label
    kind
    premises {
      id
      text
    }
  }
  ... on Question {
    status
    elliptical
    resolvedText
  }
}`),Y=new x(`
    query MapQuestions($map: ID!, $revision: Revision, $text: String, $contested: Boolean!, $first: Int!, $after: Cursor) {
  map(id: $map, revision: $revision) {
    revision
    openQuestions(text: $text, contested: $contested, first: $first, after: $after) {
      totalCount
      nodes {
        ...Waiting
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
}
    fragment Waiting on OpenQuestion {
  id
  text
  resolvedText
  status
  weight
  couldFlip
  revision
  askedIn {
    id
    ordinal
    source {
      id
      title
    }
  }
  bearsOn {
    id
    ordinal
    source {
      id
      title
    }
  }
}`),X=new x(`
    query AllQuestions($text: String, $contested: Boolean!, $first: Int!, $after: Cursor) {
  openQuestions(text: $text, contested: $contested, first: $first, after: $after) {
    totalCount
    nodes {
      ...Waiting
      map {
        id
        title
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    fragment Waiting on OpenQuestion {
  id
  text
  resolvedText
  status
  weight
  couldFlip
  revision
  askedIn {
    id
    ordinal
    source {
      id
      title
    }
  }
  bearsOn {
    id
    ordinal
    source {
      id
      title
    }
  }
}`),Z=new x(`
    query MapCitations($map: ID!, $revision: Revision, $budget: Int!, $after: Cursor) {
  map(id: $map, revision: $revision) {
    subgraph(roles: [FOREIGN], budget: $budget, after: $after) {
      nodes {
        element {
          ...CitingElement
        }
      }
      next
    }
  }
}
    fragment Cites on Citation {
  id
  role
  source {
    id
  }
  segments {
    paragraph {
      id
      ordinal
    }
    start(unit: UTF16)
    end(unit: UTF16)
  }
}
fragment CitingElement on Element {
  __typename
  id
  citations {
    ...Cites
  }
  ... on Question {
    ordinal
    row {
      id
      antecedent
    }
  }
  ... on Claim {
    commitments {
      act
      voice {
        name
        kind
      }
      reportedBy {
        name
      }
    }
  }
}`),Q=new x(`
    query SourceText($source: ID!, $after: Cursor) {
  source(id: $source) {
    ...TextDetails
    paragraphs(first: 200, after: $after) {
      totalCount
      nodes {
        ...TextParagraph
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
}
    fragment TextParagraph on Paragraph {
  id
  ordinal
  kind
  text
  fragment
}
fragment TextDetails on Source {
  id
  title
  creator
  date
  publisher
  language
  rights
  uri
  mediaType
  codePoints
  revision
  state
  owner
  created
}`),$=new x(`
    query CitingMaps($source: ID!, $after: Cursor) {
  maps(filter: {source: $source}, first: 50, after: $after) {
    totalCount
    nodes {
      id
      title
      revision
      owner
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    `),ee=new x(`
    mutation Withdraw($input: WithdrawSourceInput!) {
  withdrawSource(input: $input) {
    source {
      ...TextDetails
    }
  }
}
    fragment TextDetails on Source {
  id
  title
  creator
  date
  publisher
  language
  rights
  uri
  mediaType
  codePoints
  revision
  state
  owner
  created
}`),te=new x(`
    mutation MapThisText($input: CreateMapInput!) {
  createMap(input: $input) {
    map {
      id
    }
  }
}
    `),ne=new x(`
    query MapTree($map: ID!, $revision: Revision, $atLeast: Revision, $budget: Int!, $after: Cursor, $strengths: Boolean! = false) {
  map(id: $map, revision: $revision, atLeast: $atLeast) {
    ...MapHead
    tree(budget: $budget, after: $after) {
      revision
      first
      rows {
        ...Row
      }
      cut
      next
    }
  }
}
    fragment RowElement on Element {
  __typename
  id
  text
  author
  ... on Claim {
    label
    strength @include(if: $strengths) {
      value
    }
    basis
  }
  ... on Inference {
    label
    strength @include(if: $strengths) {
      value
    }
    scheme
  }
  ... on Rebuttal {
    label
    strength @include(if: $strengths) {
      value
    }
    kind
  }
  ... on Preference {
    act: scheme
  }
  ... on Question {
    status
    form
    force
    elliptical
    resolvedText
  }
  ... on Locution {
    speaker {
      name
    }
  }
}
fragment Row on TreeRow {
  element {
    ...RowElement
  }
  parent
  role
  depth
  occurrenceId
  childCount
  descendantCount
  reference
  context
  cut
}
fragment MapHead on ArgumentMap {
  id
  title
  description
  language
  revision
  owner
  created
}`),re=new x(`
    subscription MapChanges($map: ID!, $since: Revision, $epoch: Int) {
  mapChanged(map: $map, since: $since, epoch: $epoch) {
    fromRevision
    toRevision
    epoch
    reset
    changed {
      type
      id
    }
  }
}
    `),ie=new x(`
    query MapSources($map: ID!, $revision: Revision) {
  map(id: $map, revision: $revision) {
    sources(first: 200) {
      totalCount
      nodes {
        id
        title
        creator
        date
        language
        state
      }
    }
  }
}
    `);export{N as A,h as B,re as C,te as D,ie as E,D as F,b as H,ee as I,J as L,Q as M,k as N,ne as O,E as P,p as R,R as S,Y as T,v as V,F as _,I as a,B as b,W as c,G as d,q as f,P as g,H as h,C as i,O as j,A as k,M as l,U as m,S as n,$ as o,K as p,j as r,w as s,X as t,T as u,V as v,Z as w,z as x,L as y,m as z};