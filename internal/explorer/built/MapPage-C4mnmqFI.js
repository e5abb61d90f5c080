const __vite__mapDeps=(i,m=__vite__mapDeps,d=(m.f||(m.f=["Reading-Dcgj0BL_.js","index-CaI4m1gJ.js","index-BrxYhxTj.css","TreePage-C_WTR05R.js","Drawing-C3GKxWVy.js","Questions-Cn7K5RKX.js","History-BcdWVzBC.js"])))=>i.map(i=>d[i]);
import{A as e,C as t,D as n,E as r,M as i,N as a,O as o,P as s,S as c,T as l,_ as u,a as d,b as f,c as p,d as m,f as h,g,h as _,i as v,j as y,k as b,l as x,m as S,n as C,o as w,p as T,r as E,s as ee,t as D,u as O,v as k,w as A,x as j,y as M}from"./index-CaI4m1gJ.js";function te(e,t){i(t,!0);var n=S(),r=l(n),a=e=>{};O(r,e=>{t.workspace.form&&e(a)}),T(e,n),y()}function N(e){return typeof e==`object`&&!!e}var P=`x-graphql-event-stream-token`;function F(e){if(e=e,e!==`next`&&e!==`complete`)throw Error(`Invalid stream event "${e}"`);return e}function I(e,t){if(t)try{t=JSON.parse(t)}catch{throw Error(`Invalid stream data`)}if(e===`next`&&!t)throw Error(`Stream data must be an object for "next" events`);return t||null}var L;(function(e){e[e.NewLine=10]=`NewLine`,e[e.CarriageReturn=13]=`CarriageReturn`,e[e.Space=32]=`Space`,e[e.Colon=58]=`Colon`})(L||={});function R(){let e,t,n,r=!1,i={event:``,data:``},a=[],o=new TextDecoder;return function(s){if(e===void 0)e=s,t=0,n=-1;else{let t=new Uint8Array(e.length+s.length);t.set(e),t.set(s,e.length),e=t}let c=e.length,l=0;for(;t<c;){r&&=(e[t]===L.NewLine&&(l=++t),!1);let s=-1;for(;t<c&&s===-1;++t)switch(e[t]){case L.Colon:n===-1&&(n=t-l);break;case L.CarriageReturn:r=!0;case L.NewLine:s=t}if(s===-1)break;if(l===s){if(i.event||i.data){if(!i.event)throw Error(`Missing message event`);let e=F(i.event),t=I(e,i.data);a.push({event:e,data:t}),i={event:``,data:``}}}else if(n>0){let t=e.subarray(l,s),r=o.decode(t.subarray(0,n)),a=n+(t[n+1]===L.Space?2:1),c=o.decode(t.subarray(a));switch(r){case`event`:i.event=c;break;case`data`:i.data=i.data?i.data+`
`+c:c}}l=t,n=-1}if(l===c){e=void 0;let t=[...a];return a=[],t}l!==0&&(e=e.subarray(l),t-=l)}}function z(e){let{singleConnection:t=!1,lazy:n=!0,lazyCloseTimeout:r=0,onNonLazyError:i=console.error,generateID:a=function(){return`xxxxxxxx-xxxx-4xxx-yxxx-xxxxxxxxxxxx`.replace(/[xy]/g,e=>{let t=Math.random()*16|0;return(e==`x`?t:t&3|8).toString(16)})},retryAttempts:o=5,retry:s=async function(e){let t=1e3;for(let n=0;n<e;n++)t*=2;await new Promise(e=>setTimeout(e,t+Math.floor(Math.random()*2700+300)))},credentials:c=`same-origin`,referrer:l,referrerPolicy:u,onMessage:d,on:f}=e,p=e.fetchFn||fetch,m=e.abortControllerImpl||AbortController,h=(()=>{let e=!1,t=[];return{get disposed(){return e},onDispose(n){return e?(setTimeout(()=>n(),0),()=>{}):(t.push(n),()=>{t.splice(t.indexOf(n),1)})},dispose(){if(!e){e=!0;for(let e of[...t])e()}}}})(),g,_,v=0,y=null,b=0;async function x(){try{if(h.disposed)throw Error(`Client has been disposed`);return await(_??=(async()=>{var t,n;if(y){if(await s(b),g.signal.aborted)throw Error(`Connection aborted by the client`);b++}(t=f?.connecting)==null||t.call(f,!!y),g=new m;let r=h.onDispose(()=>g.abort());g.signal.addEventListener(`abort`,()=>{r(),_=void 0});let i=e,a=typeof i.url==`function`?await i.url(void 0):i.url;if(g.signal.aborted)throw Error(`Connection aborted by the client`);let o=typeof i.headers==`function`?await i.headers(void 0):i.headers??{};if(g.signal.aborted)throw Error(`Connection aborted by the client`);let v;try{v=await p(a,{signal:g.signal,method:`PUT`,credentials:c,referrer:l,referrerPolicy:u,headers:o})}catch(e){throw new B(e)}if(v.status!==201)throw new B(v);o[P]=await v.text();let x=await H({signal:g.signal,headers:o,credentials:c,referrer:l,referrerPolicy:u,url:a,fetchFn:p,onMessage:e=>{var t;(t=f?.message)==null||t.call(f,e),d?.(e)}});return(n=f?.connected)==null||n.call(f,!!y),x.waitForThrow().catch(()=>_=void 0),x})())}catch(e){throw _=void 0,e}}t&&!n&&(async()=>{for(v++;;)try{let{waitForThrow:e}=await x();await e()}catch(e){if(h.disposed)return;if(!(e instanceof B)||(_=void 0,!o||b>=o))return i?.(e);y=e}})();function S(i,S,C){if(!t){let t=new m,n=h.onDispose(()=>{n(),t.abort()});return(async()=>{var n,r,a,m;let h=null,g=0;for(;;)try{if(h){if(await s(g),t.signal.aborted)throw Error(`Connection aborted by the client`);g++}(n=f?.connecting)==null||n.call(f,!!h),(r=C?.connecting)==null||r.call(C,!!h);let o=e,_=typeof o.url==`function`?await o.url(i):o.url;if(t.signal.aborted)throw Error(`Connection aborted by the client`);let v=typeof o.headers==`function`?await o.headers(i):o.headers??{};if(t.signal.aborted)throw Error(`Connection aborted by the client`);let{getResults:y}=await H({signal:t.signal,headers:{...v,"content-type":`application/json; charset=utf-8`},credentials:c,referrer:l,referrerPolicy:u,url:_,body:JSON.stringify(i),fetchFn:p,onMessage:e=>{var t,n;(t=f?.message)==null||t.call(f,e),(n=C?.message)==null||n.call(C,e),d?.(e)}});(a=f?.connected)==null||a.call(f,!!h),(m=C?.connected)==null||m.call(C,!!h);for await(let e of y())h=null,g=0,S.next(e);return t.abort()}catch(e){if(t.signal.aborted)return;if(!(e instanceof B)||!o||g>=o)throw e;h=e}})().then(()=>S.complete()).catch(e=>S.error(e)),()=>t.abort()}v++;let w=new m,T=h.onDispose(()=>{T(),w.abort()});return(async()=>{let e=a();i={...i,extensions:{...i.extensions,operationId:e}};let t=null;for(;;){t=null;try{let{url:n,headers:r,getResults:a}=await x(),o;try{o=await p(n,{signal:w.signal,method:`POST`,credentials:c,referrer:l,referrerPolicy:u,headers:{...r,"content-type":`application/json; charset=utf-8`},body:JSON.stringify(i)})}catch(e){throw new B(e)}if(o.status!==202)throw new B(o);t=async()=>{let t;try{let i=new m,a=h.onDispose(()=>{a(),i.abort()});t=await p(n+`?operationId=`+e,{signal:i.signal,method:`DELETE`,credentials:c,referrer:l,referrerPolicy:u,headers:r})}catch(e){throw new B(e)}if(t.status!==200)throw new B(t)};for await(let t of a({signal:w.signal,operationId:e}))y=null,b=0,S.next(t);return t=null,w.abort()}catch(e){if(w.signal.aborted)return await t?.();if(!(e instanceof B)||(n&&(_=void 0),!o||b>=o))throw w.abort(),e;y=e}finally{w.signal.aborted&&--v===0&&(isFinite(r)&&r>0?setTimeout(()=>{v||g.abort()},r):g.abort())}}})().then(()=>S.complete()).catch(e=>S.error(e)),()=>w.abort()}return{subscribe:S,iterate(e,t){let n=[],r={done:!1,error:null,resolve:()=>{}},i=S(e,{next(e){n.push(e),r.resolve()},error(e){r.done=!0,r.error=e,r.resolve()},complete(){r.done=!0,r.resolve()}},t),a=(async function*(){for(;;){for(n.length||await new Promise(e=>r.resolve=e);n.length;)yield n.shift();if(r.error)throw r.error;if(r.done)return}})();return a.throw=async e=>(r.done||(r.done=!0,r.error=e,r.resolve()),{done:!0,value:void 0}),a.return=async()=>(i(),{done:!0,value:void 0}),a},dispose(){h.dispose()}}}var B=class extends Error{constructor(e){let t,n;V(e)?(n=e,t=`Server responded with `+e.status+`: `+e.statusText):t=e instanceof Error?e.message:String(e),super(t),this.name=this.constructor.name,this.response=n}};function V(e){return N(e)&&typeof e.ok==`boolean`&&typeof e.status==`number`&&typeof e.statusText==`string`}async function H(e){let{signal:t,url:n,credentials:r,headers:i,body:a,referrer:o,referrerPolicy:s,fetchFn:c,onMessage:l}=e,u={},d={},f;try{f=await c(n,{signal:t,method:a?`POST`:`GET`,credentials:r,referrer:o,referrerPolicy:s,headers:{...i,accept:`text/event-stream`},body:a})}catch(e){throw new B(e)}if(!f.ok)throw new B(f);if(!f.body)throw Error(`Missing response body`);let p=null,m;return(async()=>{var e;try{let t=R();for await(let n of U(f.body)){if(typeof n==`string`)throw p=Error(`Unexpected string chunk "${n}"`);let r;try{r=t(n)}catch(e){throw p=e}if(r)for(let t of r){try{l?.(t)}catch(e){throw p=e}let n=t.data&&`id`in t.data?t.data.id:``;switch(n in d||(d[n]=[]),t.event){case`next`:n?d[n].push(t.data.payload):d[n].push(t.data);break;case`complete`:d[n].push(`complete`);break;default:throw p=Error(`Unexpected message event "${t.event}"`)}(e=u[n])==null||e.proceed()}}if(Object.keys(u).length)throw Error(`Connection closed while having active streams`)}catch(e){p=!p&&Object.keys(u).length?new B(e):e,m?.(p)}finally{Object.values(u).forEach(({proceed:e})=>e())}})(),{url:n,headers:i,waitForThrow:()=>new Promise((e,t)=>{if(p)return t(p);m=t}),async*getResults(e){let{signal:t,operationId:n=``}=e??{};try{for(;;){for(;d[n]?.length;){let e=d[n].shift();if(e===`complete`)return;yield e}if(p)throw p;if(t?.aborted)throw Error(`Getting results aborted by the client`);await new Promise(e=>{let r=()=>{t?.removeEventListener(`abort`,r),delete u[n],e()};t?.addEventListener(`abort`,r),u[n]={proceed:r}})}}finally{delete d[n]}}}}function U(e){return typeof Object(e)[Symbol.asyncIterator]==`function`?(e=e,e):(async function*(){let t=e.getReader(),n;do n=await t.read(),n.value!==void 0&&(yield n.value);while(!n.done)})()}var W=new URL(`/graphql`,location.href).href,G=class extends Error{code;reason;field;extensions;constructor(e,t,n,r,i){super(e),this.code=t,this.reason=n,this.field=r,this.extensions=i}},K=class extends Error{};async function q(e,t,n){let r=await J({query:e.toString(),variables:t},n),i=r.errors?.[0];if(i)throw Y(i);if(!r.data)throw new K(`the server gave an answer without data`);return r.data}async function J(e,t){let n;try{n=await fetch(W,{method:`POST`,headers:{"content-type":`application/json`,accept:`application/graphql-response+json`,...X()},body:JSON.stringify(e),signal:t??null})}catch(e){throw t?.aborted?e:(E.lost(),new K(`the server cannot be reached`,{cause:e}))}n.status===401&&E.denied();let r;try{r=await n.json()}catch(e){throw t?.aborted?e:(E.lost(),new K(`the server answered ${n.status} with something that is not JSON`,{cause:e}))}return n.status!==401&&E.found(),r}function Y(e){let t=e.extensions??{},n=e=>typeof t[e]==`string`?t[e]:void 0;return new G(e.message,n(`code`)??`INTERNAL`,n(`reason`)??``,n(`field`),t)}function X(){return E.token?{authorization:`Bearer ${E.token}`}:{}}var Z;function ne(e,t,n){return Z??=z({url:W,retryAttempts:0,headers:X}),Z.subscribe({query:e.toString(),variables:t},{next:({data:e,errors:t})=>{t?.[0]?n.end(Y(t[0])):e&&n.next(e)},error:e=>n.end(e),complete:()=>n.end(void 0)})}var Q=class extends String{__apiType;value;__meta__;constructor(e,t){super(e),this.value=e,this.__meta__=t}toString(){return this.value}};new Q(`
    fragment RowElement on Element {
  __typename
  id
  text
  author
  ... on Claim {
    label
    basis
  }
  ... on Inference {
    label
    scheme
  }
  ... on Rebuttal {
    label
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
    `,{fragmentName:`RowElement`}),new Q(`
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
    basis
  }
  ... on Inference {
    label
    scheme
  }
  ... on Rebuttal {
    label
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
}`,{fragmentName:`Row`}),new Q(`
    fragment MapHead on ArgumentMap {
  id
  title
  description
  language
  revision
  owner
  created
}
    `,{fragmentName:`MapHead`});var re=new Q(`
    query MapTree($map: ID!, $revision: Revision, $atLeast: Revision, $budget: Int!, $after: Cursor) {
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
    basis
  }
  ... on Inference {
    label
    scheme
  }
  ... on Rebuttal {
    label
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
}`),ie=new Q(`
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
    `),ae=new Q(`
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
    `);function oe(e){let t=se(e),n=[],r=[],i=[];e.forEach((e,a)=>{let o=e.parent===null?null:n[e.parent];if(e.parent!==null&&t[e.parent]===a){n[a]=le(o,e,e.reference===null?null:n[e.reference]);return}let s={key:e.occurrenceId,element:e.element,relation:null,role:e.role,parent:o,depth:o?o.depth+1:0,children:[],reference:e.reference===null?null:n[e.reference],context:e.context,cut:e.cut,size:0};n[a]=s,r.push(s),(o?o.children:i).push(s)});for(let e of r.toReversed())e.parent&&(e.parent.size+=e.size+1);return{roots:i,byKey:new Map(r.map(e=>[e.key,e])),byElement:ue(r),lines:r}}function se(e){let t=[],n=new Map;e.forEach((e,r)=>{e.role===`PREMISE_OF`&&e.parent!==null&&(n.set(e.parent,(n.get(e.parent)??0)+1),t[e.parent]=r)});for(let[r,i]of n)(i>1||!ce(e[r]))&&(t[r]=void 0);return t}function ce(e){let t=e.element.__typename;return(t===`Inference`||t===`Rebuttal`)&&e.element.text===``&&!e.cut}function le(e,t,n){return e.relation=e.element,e.element=t.element,e.reference=n,e.context&&=t.context,e.cut||=t.cut,e}function ue(e){let t=new Map;for(let n of e)for(let e of[n.element,n.relation])e&&!t.has(e.id)&&t.set(e.id,n);for(let n of e)n.reference||t.set(n.element.id,n);return t}var de=2e3,[$,fe]=[500,15e3],pe=class{map;#e=b(null);get head(){return k(this.#e)}set head(e){o(this.#e,e)}#t=b([]);get rows(){return k(this.#t)}set rows(e){o(this.#t,e)}#n=b([]);get sources(){return k(this.#n)}set sources(e){o(this.#n,e)}#r=b(!1);get whole(){return k(this.#r)}set whole(e){o(this.#r,e,!0)}#i=b(null);get failed(){return k(this.#i)}set failed(e){o(this.#i,e)}#a=b(0);get latest(){return k(this.#a)}set latest(e){o(this.#a,e,!0)}#o=b(new Set);get changed(){return k(this.#o)}set changed(e){o(this.#o,e)}#s=b(`off`);get live(){return k(this.#s)}set live(e){o(this.#s,e,!0)}#c=b(null);get form(){return k(this.#c)}set form(e){o(this.#c,e)}#l=e(()=>oe(this.rows));get outline(){return k(this.#l)}set outline(e){o(this.#l,e)}#u=e(()=>this.#b?.element??null);get selected(){return k(this.#u)}set selected(e){o(this.#u,e)}#d=e(()=>this.selected&&this.outline.byElement.get(this.selected)||null);get line(){return k(this.#d)}set line(e){o(this.#d,e)}#f=e(()=>this.#b?.revision??null);get asOf(){return k(this.#f)}set asOf(e){o(this.#f,e)}#p=e(()=>this.asOf!==null);get frozen(){return k(this.#p)}set frozen(e){o(this.#p,e)}#m;#h;#g;#_=$;#v;#y=!1;constructor(e){this.map=e}get#b(){return C.place.at===`map`&&C.place.map===this.map?C.place:null}select(e){this.#b&&e!==this.selected&&C.go({...this.#b,element:e??void 0})}show(e){this.#b&&C.go({...this.#b,...e})}open(e){this.frozen&&e.kind!==`export`||(this.form=e)}async load(e){this.#v?.abort();let t=this.#v=new AbortController;try{await this.#x(t.signal,e),this.failed=null,this.frozen?this.#w():this.#C()}catch(e){if(t.signal.aborted)return;if(e instanceof G&&e.code===`CONFLICT`)return this.load();this.failed=e,this.#T()}}async#x(e,t){let n=[],r=null,i=this.asOf??void 0;do{let{map:a}=await q(re,{map:this.map,revision:i,atLeast:i?void 0:t,budget:de,after:r},e);if(!a)throw new G(`There is no such map.`,`NOT_FOUND`,`map.none`,`map`,{});n.push(...a.tree.rows),r=a.tree.next??null,i=a.revision,!r||!this.head?this.#S(a,n,!r):this.whole||(this.rows=n.slice())}while(r);let{map:a}=await q(ae,{map:this.map,revision:i},e);this.sources=a?.sources.nodes??[]}#S(e,t,n){this.head=e,this.rows=t.slice(),this.whole=n,this.frozen||(this.latest=Math.max(this.latest,e.revision))}#C(){if(this.#h||this.#y||!this.head)return;this.live=`coming`;let e=()=>{this.#w(),this.#T()},t={map:this.map,since:this.head.revision,epoch:this.#m};this.#h=ne(ie,t,{next:({mapChanged:e})=>{this.live=`live`,this.#_=$,this.#m=e.epoch,this.latest=e.toRevision,this.changed=new Set(e.changed.map(e=>e.id)),this.load(e.toRevision)},end:e}),this.live=`live`}#w(){this.#h?.(),this.#h=void 0,this.live=`off`}#T(){this.#y||E.state===`denied`||(clearTimeout(this.#g),this.#g=setTimeout(()=>void this.load(),this.#_),this.#_=Math.min(2*this.#_,fe))}close(){this.#y=!0,clearTimeout(this.#g),this.#v?.abort(),this.#w()}},me=Symbol(`workspace`),he=_(`<a class="tab svelte-iyggpf"> </a>`),ge=_(`<span class="chip tone-question"> </span> <button class="button">Back to now</button>`,1),_e=_(`<span class="soft small" title="Changes of others arrive by themselves while this says live"> </span> <button class="button">Add a claim</button>`,1),ve=_(`<p class="failed svelte-iyggpf" role="alert"> </p>`),ye=_(`<div class="map svelte-iyggpf"><header class="svelte-iyggpf"><h1 class="svelte-iyggpf"> </h1> <nav aria-label="Views of this map" class="svelte-iyggpf"></nav> <div class="do svelte-iyggpf"><!> <button class="button">Export</button></div></header> <!> <div class="view svelte-iyggpf"><!></div></div> <!>`,1);function be(o,g){i(g,!0);let _=e(()=>C.place),b=new pe(M(()=>k(_).map));a(me,b),c(()=>{b.asOf,M(()=>void b.load())}),c(()=>()=>b.close());let E={read:()=>D(()=>import(`./Reading-Dcgj0BL_.js`),__vite__mapDeps([0,1,2])),tree:()=>D(()=>import(`./TreePage-C_WTR05R.js`),__vite__mapDeps([3,1,2])),map:()=>D(()=>import(`./Drawing-C3GKxWVy.js`),__vite__mapDeps([4,1,2])),questions:()=>D(()=>import(`./Questions-Cn7K5RKX.js`),__vite__mapDeps([5,1,2])),history:()=>D(()=>import(`./History-BcdWVzBC.js`),__vite__mapDeps([6,1,2]))},N=e(()=>E[k(_).view]());var P=ye();ee(`iyggpf`,e=>{f(()=>{t.title=`${b.head?.title??`A map`??``} · argmap`})});var F=l(P),I=A(F),L=A(I),R=r(L,!0),z=n(L,2);x(z,21,()=>d,({view:e,title:t})=>e,(e,t)=>{let n=()=>k(t).view,i=()=>k(t).title;var a=he(),o=r(a,!0);j(e=>{w(a,`href`,e),w(a,`aria-current`,k(_).view===n()?`page`:void 0),h(o,i())},[()=>v({...k(_),view:n()})]),T(e,a)}),s(z);var B=n(z,2),V=A(B),H=e=>{var t=ge(),i=l(t),a=r(i),o=n(i,2);j(()=>h(a,`As of revision ${b.asOf??``}`)),u(`click`,o,()=>b.show({revision:void 0})),T(e,t)},U=e=>{var t=_e(),i=l(t),a=r(i),o=n(i,2);j(()=>h(a,`${b.live===`live`?`● live`:`○ not live`} · revision ${b.latest??``}`)),u(`click`,o,()=>b.open({kind:`claim`})),T(e,t)};O(V,e=>{b.frozen?e(H):e(U,-1)});var W=n(V,2);s(B),s(I);var G=n(I,2),K=e=>{var t=ve(),n=r(t,!0);j(()=>h(n,b.failed.message)),T(e,t)};O(G,e=>{b.failed&&e(K)});var q=n(G,2),J=A(q);m(J,()=>k(N),null,(t,n)=>{var r=e(()=>{var{default:e}=k(n);return{View:e}}),i=e(()=>k(r).View),a=S(),o=l(a);p(o,()=>k(i),(e,t)=>{t(e,{})}),T(t,a)}),s(q),s(F),te(n(F,2),{get workspace(){return b}}),j(()=>h(R,b.head?.title??` `)),u(`click`,W,()=>b.open({kind:`export`})),T(o,P),y()}g([`click`]);export{be as default};