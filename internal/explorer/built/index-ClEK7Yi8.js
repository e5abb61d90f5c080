const __vite__mapDeps=(i,m=__vite__mapDeps,d=(m.f||(m.f=["Home-CP8NJypj.js","rolldown-runtime-DK3Fl9T5.js","words-CHRzu1R8.js","pages.svelte-Da6r7aUH.js","resource.svelte-BtAQprw6.js","Home-CtOIYnxm.css","MapPage-9iFcwvPr.js","requests-D7H16FPo.js","MapPage-kdY-R4jA.css","SourcePage-CVvWGgiw.js","text.svelte-D7nd1NKY.js","text-CzfAyEhW.css","Dialog-IZsRi47D.js","Dialog-D9iSTqm3.css","SourcePage-C-73n8MV.css","AllQuestions-D1DYb1Be.js","QuestionList-sziEumdH.js","StatusChip-B-UbrYMZ.js","QuestionList-I7Du2jEy.css","AllQuestions-CHTX-fUO.css"])))=>i.map(i=>d[i]);
var e=Array.isArray,t=Array.prototype.indexOf,n=Array.prototype.includes,r=Array.from,i=Object.defineProperty,a=Object.getOwnPropertyDescriptor,o=Object.getOwnPropertyDescriptors,s=Object.prototype,c=Array.prototype,l=Object.getPrototypeOf,u=Object.isExtensible;function d(e){return typeof e==`function`}var f=()=>{};function p(e){return typeof e?.then==`function`}function m(e){for(var t=0;t<e.length;t++)e[t]()}function h(){var e,t;return{promise:new Promise((n,r)=>{e=n,t=r}),resolve:e,reject:t}}function g(e,t){if(Array.isArray(e))return e;if(t===void 0||!(Symbol.iterator in e))return Array.from(e);let n=[];for(let r of e)if(n.push(r),n.length===t)break;return n}var _=1<<24,v=1024,y=2048,b=4096,x=8192,S=16384,ee=32768,C=1<<25,te=65536,ne=1<<18,re=1<<19,ie=1<<20,ae=1<<25,oe=1<<21,se=1<<22,ce=1<<23,le=Symbol(`$state`),ue=Symbol(`component`),de=Symbol(`legacy props`),fe=Symbol(``),pe=Symbol(`proxy path`),me=Symbol(`attributes`),he=Symbol(`class`),ge=Symbol(`style`),_e=Symbol(`text`),ve=Symbol(`form reset`),ye=new class extends Error{name=`StaleReactionError`;message="The reaction that called `getAbortSignal()` was re-run or destroyed"},be=!!globalThis.document?.contentType&&globalThis.document.contentType.includes(`xml`),xe={},w=Symbol(`uninitialized`),Se=`http://www.w3.org/1999/xhtml`,Ce=`http://www.w3.org/2000/svg`;function we(){console.warn(`https://svelte.dev/e/derived_inert`)}function Te(e){console.warn(`https://svelte.dev/e/hydration_mismatch`)}function Ee(){console.warn(`https://svelte.dev/e/select_multiple_invalid_value`)}function De(){console.warn(`https://svelte.dev/e/svelte_boundary_reset_noop`)}var T=!1;function E(e){T=e}var D;function O(e){if(e===null)throw Te(),xe;return D=e}function Oe(){return O(bn(D))}function k(e){if(T){if(bn(D)!==null)throw Te(),xe;D=e}}function ke(e=1){if(T){for(var t=e,n=D;t--;)n=bn(n);D=n}}function Ae(e=!0){for(var t=0,n=D;;){if(n.nodeType===8){var r=n.data;if(r===`]`){if(t===0)return n;--t}else(r===`[`||r===`[!`||r[0]===`[`&&!isNaN(Number(r.slice(1))))&&(t+=1)}var i=bn(n);e&&n.remove(),n=i}}function je(e){if(!e||e.nodeType!==8)throw Te(),xe;return e.data}function Me(e){return e===this.v}function Ne(e,t){return e==e?e!==t||typeof e==`object`&&!!e||typeof e==`function`:t==t}function Pe(e){return!Ne(e,this.v)}function Fe(e){throw Error(`https://svelte.dev/e/lifecycle_outside_component`)}function Ie(){throw Error(`https://svelte.dev/e/async_derived_orphan`)}function Le(e,t,n){throw Error(`https://svelte.dev/e/each_key_duplicate`)}function Re(e){throw Error(`https://svelte.dev/e/effect_in_teardown`)}function ze(){throw Error(`https://svelte.dev/e/effect_in_unowned_derived`)}function Be(e){throw Error(`https://svelte.dev/e/effect_orphan`)}function Ve(){throw Error(`https://svelte.dev/e/effect_update_depth_exceeded`)}function He(e){throw Error(`https://svelte.dev/e/props_invalid_value`)}function Ue(){throw Error(`https://svelte.dev/e/state_descriptors_fixed`)}function We(){throw Error(`https://svelte.dev/e/state_prototype_fixed`)}function Ge(){throw Error(`https://svelte.dev/e/state_unsafe_mutation`)}function Ke(){throw Error(`https://svelte.dev/e/svelte_boundary_reset_onerror`)}var qe=[];function Je(e,t=!1,n=!1){return Ye(e,new Map,``,qe,null,n)}function Ye(t,n,r,i,a=null,o=!1){if(typeof t==`object`&&t){var c=n.get(t);if(c!==void 0)return c;if(t instanceof Map)return new Map(t);if(t instanceof Set)return new Set(t);if(e(t)){var u=Array(t.length);n.set(t,u),a!==null&&n.set(a,u);for(var d=0;d<t.length;d+=1){var f=t[d];d in t&&(u[d]=Ye(f,n,r,i,null,o))}return u}if(l(t)===s){u={},n.set(t,u),a!==null&&n.set(a,u);for(var p of Object.keys(t))u[p]=Ye(t[p],n,r,i,null,o);return u}if(t instanceof Date)return t.getTime(),structuredClone(t);if(typeof t.toJSON==`function`&&!o)return Ye(t.toJSON(),n,r,i,t)}if(t instanceof EventTarget)return t;try{return structuredClone(t)}catch{return t}}function Xe(e,t){return e.label=t,Ze(e.v,t),e}function Ze(e,t){return e?.[pe]?.(t),e}function Qe(e){return typeof e==`symbol`?`Symbol(${e.description})`:typeof e==`function`?`<function>`:typeof e==`object`&&e?`<object>`:String(e)}function $e(e){let t=e.p;for(;t!==null&&t.c===null;)t=t.p;return t?.c??null}function et(e,t){return e===null&&Fe(t),e.c??=new Map($e(e)||void 0)}var A=null;function tt(e){A=e}function nt(e){return et(A,`getContext`).get(e)}function rt(e,t){return et(A,`setContext`).set(e,t),t}function it(e,t=!1,n){A={p:A,i:!1,c:null,e:null,s:e,x:null,r:W,l:null}}function at(e){var t=A,n=t.e;if(n!==null){t.e=null;for(var r of n)Fn(r)}return e!==void 0&&(t.x=e),t.i=!0,A=t.p,ot(e)}function ot(e={}){return i(e,ue,{value:!0}),e}function st(){return!0}var ct=[];function lt(){var e=ct;ct=[],m(e)}function j(e){if(ct.length===0&&!Rt){var t=ct;queueMicrotask(()=>{t===ct&&lt()})}ct.push(e)}function ut(){for(;ct.length>0;)lt()}var dt=~(y|b|v);function M(e,t){e.f=e.f&dt|t}function ft(e){e.f&512||e.deps===null?M(e,v):M(e,b)}function pt(e,t){e.f&2048?t.set(e,y):e.f&4096&&t.get(e)!==2048&&t.set(e,b),M(e,v)}function mt(e,t){if(t){let t=document.body;e.autofocus=!0,j(()=>{document.activeElement===t&&e.focus()})}}function ht(e){T&&L(e)!==null&&wn(e)}var gt=!1;function _t(){gt||(gt=!0,document.addEventListener(`reset`,e=>{Promise.resolve().then(()=>{if(!e.defaultPrevented)for(let t of e.target.elements)t[ve]?.()})},{capture:!0}))}function vt(e){var t=H,n=W;U(null),ar(null);try{return e()}finally{U(t),ar(n)}}function yt(e,t,n,r=n){e.addEventListener(t,()=>vt(n));let i=e[ve];e[ve]=i?()=>{i(),r(!0)}:()=>r(!0),_t()}function bt(e,t,n,r){let i=st()?wt:Ot;var a=e.filter(e=>!e.settled),o=t.map(i);if(n.length===0&&a.length===0){r(o);return}var s=W,c=xt(),l=a.length===1?a[0].promise:a.length>1?Promise.all(a.map(e=>e.promise)):null;function u(e){if(!(s.f&16384)){c();try{r([...o,...e])}catch(e){kn(e,s)}St()}}var d=Ct();if(n.length===0){l.then(()=>u([])).finally(d);return}function f(){Promise.all(n.map(e=>Et(e))).then(u).catch(e=>kn(e,s)).finally(d)}l?l.then(()=>{s.f&16384?d():(c(),f(),St())}):f()}function xt(){var e=W,t=H,n=A,r=N;return function(i=!0){ar(e),U(t),tt(n),i&&!(e.f&16384)&&(r?.activate(),r?.apply())}}function St(e=!0){ar(null),U(null),tt(null),e&&N?.deactivate()}function Ct(){var e=W,t=e.b,n=N,r=!!t?.is_rendered();return t?.update_pending_count(1,n),n.increment(r,e),()=>{t?.update_pending_count(-1,n),n.decrement(r,e)}}function wt(e){var t=2|y;return W!==null&&(W.f|=re),{ctx:A,deps:null,effects:null,equals:Me,f:t,fn:e,reactions:null,rv:0,v:w,wv:0,parent:W,ac:null}}var Tt=Symbol(`obsolete`);function Et(e,t,n){let r=W;r===null&&Ie();var i=void 0,a=tn(w),o=!H,s=new Set;return zn(()=>{var t=W,n=h();i=n.promise;try{Promise.resolve(e()).then(n.resolve,e=>{e!==ye&&n.reject(e)}).finally(St)}catch(e){n.reject(e),St()}var c=N;if(o){if(t.f&32768)var l=Ct();if(r.b?.is_rendered())c.async_deriveds.get(t)?.reject(Tt);else for(let e of s.values())e.reject(Tt);s.add(n),c.async_deriveds.set(t,n)}let u=(e,t=void 0)=>{l?.(),s.delete(n),t!==Tt&&(c.activate(),t?(a.f|=ce,on(a,t)):(a.f&8388608&&(a.f^=ce),on(a,e)),c.deactivate())};n.promise.then(u,e=>u(null,e||`unknown`))}),Nn(()=>{for(let e of s)e.reject(Tt)}),new Promise(e=>{function t(n){function r(){n===i?e(a):t(i)}n.then(r,r)}t(i)})}function Dt(e){let t=wt(e);return sr(t),t}function Ot(e){let t=wt(e);return t.equals=Pe,t}function kt(e){var t=e.effects;if(t!==null){e.effects=null;for(var n=0;n<t.length;n+=1)V(t[n])}}function At(e){var t,n=W,r=e.parent;if(!nr&&r!==null&&e.v!==w&&r.f&24576)return we(),e.v;ar(r);try{kt(e),t=gr(e)}finally{ar(n)}return t}function jt(e){var t=At(e);!e.equals(t)&&(e.wv=pr(),(!N?.is_fork||e.deps===null)&&(N===null?e.v=t:(N.capture(e,t,!0),Ft?.capture(e,t,!0)),e.deps===null))?M(e,v):nr||(It===null?ft(e):(Mn()||N?.is_fork)&&It.set(e,t))}function Mt(e){if(e.effects!==null)for(let t of e.effects)(t.teardown||t.ac)&&(t.teardown?.(),t.ac!==null&&vt(()=>{t.ac.abort(ye),t.ac=null}),t.fn!==null&&(t.teardown=f),yr(t,0),Kn(t))}function Nt(e){if(e.effects!==null)for(let t of e.effects)t.teardown&&t.fn!==null&&br(t)}var Pt=null,N=null,Ft=null,It=null,Lt=null,Rt=!1,zt=!1,Bt=null,Vt=null,Ht=0,Ut=1,Wt=class e{id=Ut++;started=!1;linked=!0;prev=null;next=null;async_deriveds=new Map;current=new Map;previous=new Map;#e=new Set;#t=new Set;#n=0;#r=new Map;#i=null;#a=[];#o=[];#s=new Map;#c=new Map;#l=new Set;is_fork=!1;#u=!1;constructor(){Pt===null?Pt=this:(Pt.next=this,this.prev=Pt),Pt=this}#d(){if(this.is_fork)return!0;for(let e of this.#r.keys())if(!this.#f(e))return!0;return!1}#f(e){for(var t=e;t!==null;t=t.parent)if(this.#c.has(t))return!0;return!1}skip_effect(e){this.#c.has(e)||this.#c.set(e,{d:[],m:[]}),this.#l.delete(e)}unskip_effect(e,t=e=>this.schedule(e)){var n=this.#c.get(e);if(n){this.#c.delete(e);for(var r of n.d)M(r,y),t(r);for(r of n.m)M(r,b),t(r)}this.#l.add(e)}#p(){var e=[];for(let i of this.#a)if(!(i.f&16384||!(i.f&6144))){for(var t=i,n=!1;t.parent!==null;){t=t.parent;var r=t.f;if(r&96){if(!(r&1024)){n=!0;break}t.f^=v}}n||e.push(t)}return this.#a=[],e}#m(){this.started=!0;for(let[e,t]of this.#s)M(e,t),this.schedule(e);this.apply();for(var t=Bt=[],n=[],r=Vt=[];this.#a.length>0;){Ht++>1e3&&(this.#b(),Kt());for(let e of this.#p())try{this.#h(e,t,n)}catch(t){throw Zt(e),this.#d()||this.discard(),t}}if(N=null,r.length>0){var i=e.ensure();for(let e of r)i.schedule(e)}if(Bt=null,Vt=null,this.#d()){this.#y(n),this.#y(t);for(let[e,t]of this.#c)Xt(e,t);r.length>0&&N.#m();return}let a=this.#g();if(a)this.#y(n),this.#y(t),a.#v(this);else{this.#s.clear();for(let e of this.#e)e(this);this.#e.clear(),Ft=this,Jt(n),Jt(t),Ft=null,this.#i?.resolve();var o=N;this.#n===0&&(this.#a.length===0||o!==null)&&this.#b(),o!==null&&($t.clear(),o.#m())}}#h(e,t,n){e.f^=v;for(var r=e.first;r!==null;){var i=r.f,a=!!(i&96);if(!(a&&i&1024||i&8192||this.#c.has(r))&&r.fn!==null){a?r.f^=v:i&4?t.push(r):mr(r)&&(i&16&&this.add_dirty_reaction(r,b),br(r));var o=r.first;if(o!==null){r=o;continue}}for(;r!==null;){var s=r.next;if(s!==null){r=s;break}r=r.parent}}}#g(){for(var e=this.prev;e!==null;e=e.prev)if(!e.is_fork&&this.#_(e))return e;return null}#_(e){for(let[t,[,n]]of this.current)if(!n&&e.current.has(t))return!0;return!1}#v(e){for(let[t,n]of e.current)!this.previous.has(t)&&e.previous.has(t)&&this.previous.set(t,e.previous.get(t)),this.current.set(t,n);for(let[t,n]of e.async_deriveds){let e=this.async_deriveds.get(t);e&&n.promise.then(e.resolve).catch(e.reject)}e.async_deriveds.clear(),this.transfer_reactions(e.#s);let t=e=>{var n=e.reactions;if(n!==null&&!(e.f&2&&!(e.f&6144)))for(let e of n){var r=e.f;if(r&2)t(e);else{var i=e;r&4194320&&!this.async_deriveds.has(i)&&(this.#s.delete(i),M(i,y),this.schedule(i))}}};for(let e of this.current.keys())t(e);this.oncommit(()=>e.discard()),e.#b(),N=this,this.#m()}#y(e){for(var t=0;t<e.length;t+=1)pt(e[t],this.#s)}capture(e,t,n=!1){e.v!==w&&!this.previous.has(e)&&this.previous.set(e,e.v),e.f&8388608||(this.current.set(e,[t,n]),It?.set(e,t)),this.is_fork||(e.v=t)}activate(){N=this}deactivate(){N=null,It=null}flush(){try{zt=!0,N=this,this.#m()}finally{Ht=0,Lt=null,Bt=null,Vt=null,zt=!1,N=null,It=null,$t.clear()}}discard(){for(let e of this.#t)e(this);this.#t.clear();for(let e of this.async_deriveds.values())e.reject(Tt);this.#b(),this.#i?.resolve()}register_created_effect(e){this.#o.push(e)}increment(e,t){if(this.#n+=1,e){let e=this.#r.get(t)??0;this.#r.set(t,e+1)}}decrement(e,t){if(--this.#n,e){let e=this.#r.get(t)??0;e===1?this.#r.delete(t):this.#r.set(t,e-1)}this.#u||(this.#u=!0,j(()=>{this.#u=!1,this.linked&&this.flush()}))}transfer_reactions(e){for(let[t,n]of e)this.add_dirty_reaction(t,n);e.clear()}add_dirty_reaction(e,t){(t===2048||this.#s.get(e)!==2048)&&this.#s.set(e,t)}oncommit(e){this.#e.add(e)}ondiscard(e){this.#t.add(e)}settled(){return(this.#i??=h()).promise}static ensure(){if(N===null){let t=N=new e;!zt&&!Rt&&j(()=>{t.started||t.flush()})}return N}apply(){It=null}schedule(e){Lt=e,e.b?.is_pending&&e.f&16777228&&!(e.f&32768)?e.b.defer_effect(e):this.#a.push(e)}#b(){if(this.linked){var e=this.prev,t=this.next;e===null||(e.next=t),t===null?Pt=e:t.prev=e,this.linked=!1}}};function Gt(e){var t=Rt,n=Ft;Ft=null,Rt=!0;try{var r;for(e&&(Gt(),r=e());;){if(ut(),N===null)return r;N.flush()}}finally{Rt=t,Ft=n}}function Kt(){try{Ve()}catch(e){kn(e,Lt)}}var qt=null;function Jt(e){var t=e.length;if(t!==0){for(var n=0;n<t;){var r=e[n++];if(!(r.f&24576)&&mr(r)&&(qt=new Set,br(r),r.deps===null&&r.first===null&&r.nodes===null&&r.teardown===null&&r.ac===null&&Yn(r),qt?.size>0)){$t.clear();for(let e of qt){if(e.f&24576)continue;let t=[e],n=e.parent;for(;n!==null;)qt.has(n)&&(qt.delete(n),t.push(n)),n=n.parent;for(let e=t.length-1;e>=0;e--){let n=t[e];n.f&24576||br(n)}}qt.clear()}}qt=null}}function Yt(e){N.schedule(e)}function Xt(e,t){if(!(e.f&32&&e.f&1024)){e.f&2048?t.d.push(e):e.f&4096&&t.m.push(e),M(e,v);for(var n=e.first;n!==null;)Xt(n,t),n=n.next}}function Zt(e){M(e,v);for(var t=e.first;t!==null;)Zt(t),t=t.next}var Qt=new Set,$t=new Map,en=!1;function tn(e,t){return{f:0,v:e,reactions:null,equals:Me,rv:0,wv:0}}function P(e,t){let n=tn(e,t);return sr(n),n}function nn(e,t=!1,n=!0){let r=tn(e);return t||(r.equals=Pe),r}function F(e,t,n=!1){return H!==null&&(!ir||H.f&131072)&&st()&&H.f&4325394&&(or===null||!or.has(e))&&Ge(),on(e,n?dn(t):t,Vt)}var rn=null,an=0;function on(e,t,n=null){if(!e.equals(t)){nr?$t.set(e,t):$t.has(e)||$t.set(e,e.v);var r=Wt.ensure();if(r.capture(e,t),e.f&2){let t=e;e.f&2048&&At(t),It===null&&ft(t)}e.wv=pr(),rn=null,an=0,un(e,y,n),rn=null,st()&&W!==null&&W.f&1024&&!(W.f&96)&&(q===null?cr([e]):q.push(e)),!r.is_fork&&Qt.size>0&&!en&&sn()}return t}function sn(){en=!1;for(let e of Qt){e.f&1024&&M(e,b);let t;try{t=mr(e)}catch{t=!0}t&&br(e)}Qt.clear()}function cn(e,t=1){var n=J(e),r=t===1?n++:n--;return F(e,n),r}function ln(e){F(e,e.v+1)}function un(e,t,n){var r=e.reactions;if(r!==null){var i=st(),a=r.length;if(an+=a,an>1e5&&rn===null&&(rn=new Set),rn!==null){if(rn.has(e))return;rn.add(e)}for(var o=0;o<a;o++){var s=r[o],c=s.f;if(i||s!==W){var l=(c&y)===0;if(l&&M(s,t),c&131072)Qt.add(s);else if(c&2){var u=s;It?.delete(u),un(u,b,n)}else if(l){var d=s;c&16&&qt!==null&&qt.add(d),n===null?Yt(d):n.push(d)}}}}}function dn(t){if(typeof t!=`object`||!t||le in t||ue in t)return t;let n=l(t);if(n!==s&&n!==c)return t;var r=new Map,i=e(t),o=P(0),u=null,d=dr,f=e=>{if(dr===d)return e();var t=H,n=dr;U(null),fr(d);var r=e();return U(t),fr(n),r};return i&&r.set(`length`,P(t.length,u)),new Proxy(t,{defineProperty(e,t,n){`value`in n&&n.configurable!==!1&&n.enumerable!==!1&&n.writable!==!1||Ue();var i=r.get(t);return i===void 0?f(()=>{var e=P(n.value,u);return r.set(t,e),e}):F(i,n.value,!0),!0},deleteProperty(e,t){var n=r.get(t);if(n===void 0){if(t in e){let e=f(()=>P(w,u));r.set(t,e),ln(o)}}else F(n,w),ln(o);return!0},get(e,n,i){if(n===le)return t;var o=r.get(n),s=n in e;if(o===void 0&&(!s||a(e,n)?.writable)&&(o=f(()=>P(dn(s?e[n]:w),u)),r.set(n,o)),o!==void 0){var c=J(o);return c===w?void 0:c}return Reflect.get(e,n,i)},getOwnPropertyDescriptor(e,t){this.has?.(e,t);var n=Reflect.getOwnPropertyDescriptor(e,t),i=r.get(t);if(i!==void 0){var a=J(i);if(a===w)return;if(n&&`value`in n)n.value=a;else return{enumerable:!0,configurable:!0,value:a,writable:!0}}return n},has(e,t){if(t===le)return!0;var n=r.get(t),i=n!==void 0&&n.v!==w||Reflect.has(e,t);return(n!==void 0||(W!==null||H!==null)&&(!i||a(e,t)?.writable))&&(n===void 0&&(n=f(()=>P(i?dn(e[t]):w,u)),r.set(t,n)),J(n)===w)?!1:i},set(e,t,n,s){var c=r.get(t),l=t in e;if(i&&t===`length`)for(var d=n;d<c.v;d+=1){var p=r.get(d+``);p===void 0?d in e&&(p=f(()=>P(w,u)),r.set(d+``,p)):F(p,w)}if(c===void 0)(!l||a(e,t)?.writable)&&(c=f(()=>P(void 0,u)),F(c,dn(n)),r.set(t,c));else{l=c.v!==w;var m=f(()=>dn(n));F(c,m)}var h=Reflect.getOwnPropertyDescriptor(e,t);if(h?.set&&h.set.call(s,n),!l){if(i&&typeof t==`string`){var g=r.get(`length`),_=Number(t);Number.isInteger(_)&&_>=g.v&&F(g,_+1)}ln(o)}return!0},ownKeys(e){J(o);var t=Reflect.ownKeys(e).filter(e=>{var t=r.get(e);return t===void 0||t.v!==w});for(var[n,i]of r)i.v!==w&&!(n in e)&&t.push(n);return t},setPrototypeOf(){We()}})}function fn(e){try{if(typeof e==`object`&&e&&le in e)return e[le]}catch{}return e}function pn(e,t){return Object.is(fn(e),fn(t))}var mn,hn,gn,_n,vn;function yn(){if(mn===void 0){mn=window,hn=document,gn=/Firefox/.test(navigator.userAgent);var e=Element.prototype,t=Node.prototype,n=Text.prototype;_n=a(t,`firstChild`).get,vn=a(t,`nextSibling`).get,u(e)&&(e[he]=void 0,e[me]=null,e[ge]=void 0,e.__e=void 0),u(n)&&(n[_e]=void 0)}}function I(e=``){return document.createTextNode(e)}function L(e){return _n.call(e)}function bn(e){return vn.call(e)}function xn(e,t){if(!T)return L(e);var n=L(D);if(n===null)n=D.appendChild(I());else if(t&&n.nodeType!==3){var r=I();return n?.before(r),O(r),r}return t&&Dn(n),O(n),n}function Sn(e,t=!1){if(!T){var n=L(e);return n instanceof Comment&&n.data===``?bn(n):n}if(t){if(D?.nodeType!==3){var r=I();return D?.before(r),O(r),r}Dn(D)}return D}function Cn(e,t=!1){if(!T)return L(e);var n=xn(e,t);return k(e),n}function R(e,t=1,n=!1){let r=T?D:e;for(var i;t--;)i=r,r=bn(r);if(!T)return r;if(n){if(r?.nodeType!==3){var a=I();return r===null?i?.after(a):r.before(a),O(a),a}Dn(r)}return O(r),r}function wn(e){e.textContent=``}function Tn(){return!1}function En(e,t,n){return t==null||t===`http://www.w3.org/1999/xhtml`?n?document.createElement(e,{is:n}):document.createElement(e):n?document.createElementNS(t,e,{is:n}):document.createElementNS(t,e)}function Dn(e){if(e.nodeValue.length<65536)return;let t=e.nextSibling;for(;t!==null&&t.nodeType===3;)t.remove(),e.nodeValue+=t.nodeValue,t=e.nextSibling}function On(e){var t=W;if(t===null)return H.f|=ce,e;if(!(t.f&32768)&&!(t.f&4))throw e;kn(e,t)}function kn(e,t){if(e===xe)throw e;if(!(t!==null&&t.f&16384)){for(;t!==null;){if(t.f&128&&!(t.f&33570816)){if(!(t.f&32768))throw e;try{t.b.error(e);return}catch(t){e=t}}t=t.parent}throw e}}function An(e){W===null&&(H===null&&Be(e),ze()),nr&&Re(e)}function jn(e,t){var n=t.last;n===null?t.last=t.first=e:(n.next=e,e.prev=n,t.last=e)}function z(e,t){var n=W;n!==null&&n.f&8192&&(e|=x);var r={ctx:A,deps:null,nodes:null,f:e|y|512,first:null,fn:t,last:null,next:null,parent:n,b:n&&n.b,prev:null,teardown:null,wv:0,ac:null};N?.register_created_effect(r);var i=r;if(e&4)Bt===null?Wt.ensure().schedule(r):Bt.push(r);else if(t!==null){try{br(r)}catch(e){throw V(r),e}i.deps===null&&i.teardown===null&&i.nodes===null&&i.first===i.last&&!(i.f&524288)&&(i=i.first,e&16&&e&65536&&i!==null&&(i.f|=te))}if(i!==null&&(i.parent=n,n!==null&&jn(i,n),H!==null&&H.f&2&&!(e&64))){var a=H;(a.effects??=[]).push(i)}return r}function Mn(){return H!==null&&!ir}function Nn(e){let t=z(8,null);return M(t,v),t.teardown=e,t}function Pn(e){An(`$effect`);var t=W.f;if(!H&&t&32&&A!==null&&!A.i){var n=A;(n.e??=[]).push(e)}else return Fn(e)}function Fn(e){return z(4|ie,e)}function In(e){return An(`$effect.pre`),z(8|ie,e)}function Ln(e){Wt.ensure();let t=z(64|re,e);return(e={})=>new Promise(n=>{e.outro?Xn(t,()=>{V(t),n(void 0)}):(V(t),n(void 0))})}function Rn(e){return z(4,e)}function zn(e){return z(se|re,e)}function Bn(e,t=0){return z(8|t,e)}function Vn(e,t=[],n=[],r=[]){bt(r,t,n,t=>{z(8,()=>{e(...t.map(J))})})}function Hn(e,t=[],n=[],r=[]){bt(r,t,n,t=>{z(4,()=>e(...t.map(J)))})}function Un(e,t=0){return z(16|t,e)}function Wn(e,t=0){return z(_|t,e)}function B(e){return z(32|re,e)}function Gn(e){var t=e.teardown;if(t!==null){let n=nr,r=H;rr(!0),U(null);try{t.call(null)}catch(t){kn(t,e.parent)}finally{rr(n),U(r)}}}function Kn(e,t=!1){var n=e.first;for(e.first=e.last=null;n!==null;){let e=n.ac;e!==null&&vt(()=>{e.abort(ye)});var r=n.next;n.f&64?n.parent=null:V(n,t),n=r}}function qn(e){for(var t=e.first;t!==null;){var n=t.next;t.f&32||V(t),t=n}}function V(e,t=!0){var n=!1;(t||e.f&262144)&&e.nodes!==null&&e.nodes.end!==null&&(Jn(e.nodes.start,e.nodes.end),n=!0),e.f|=C,Kn(e,t&&!n),yr(e,0);var r=e.nodes&&e.nodes.t;if(r!==null)for(let e of r)e.stop();Gn(e),e.f^=C,e.f|=S;var i=e.parent;i!==null&&i.first!==null&&Yn(e),e.next=e.prev=e.teardown=e.ctx=e.deps=e.fn=e.nodes=e.ac=e.b=null}function Jn(e,t){for(;e!==null;){var n=e===t?null:bn(e);e.remove(),e=n}}function Yn(e){var t=e.parent,n=e.prev,r=e.next;n!==null&&(n.next=r),r!==null&&(r.prev=n),t!==null&&(t.first===e&&(t.first=r),t.last===e&&(t.last=n))}function Xn(e,t,n=!0){var r=[];e.f|=256,Zn(e,r,!0);var i=()=>{n&&V(e),t&&t()},a=r.length;if(a>0){var o=()=>--a||i();for(var s of r)s.out(o)}else i()}function Zn(e,t,n){if(!(e.f&8192)){e.f^=x;var r=e.nodes&&e.nodes.t;if(r!==null)for(let e of r)(e.is_global||n)&&t.push(e);for(var i=e.first;i!==null;){var a=i.next;if(!(i.f&64)){var o=!!(i.f&65536)||!!(i.f&32)&&!!(e.f&16);Zn(i,t,o?n:!1)}i=a}}}function Qn(e){e.f&=-257,$n(e,!0)}function $n(e,t){if(!(e.f&256)&&e.f&8192){e.f^=x,e.f&1024||(M(e,y),Wt.ensure().schedule(e));for(var n=e.first;n!==null;){var r=n.next,i=!!(n.f&65536)||!!(n.f&32);$n(n,i?t:!1),n=r}var a=e.nodes&&e.nodes.t;if(a!==null)for(let e of a)(e.is_global||t)&&e.in()}}function er(e,t){if(e.nodes)for(var n=e.nodes.start,r=e.nodes.end;n!==null;){var i=n===r?null:bn(n);t.append(n),n=i}}var tr=null,nr=!1;function rr(e){nr=e}var H=null,ir=!1;function U(e){H=e}var W=null;function ar(e){W=e}var or=null;function sr(e){H!==null&&(H.f&2097152||H.f&2)&&(or??=new Set).add(e)}var G=null,K=0,q=null;function cr(e){q=e}var lr=1,ur=0,dr=ur;function fr(e){dr=e}function pr(){return++lr}function mr(e){var t=e.f;if(t&2048)return!0;if(t&4096){for(var n=e.deps,r=n.length,i=0;i<r;i++){var a=n[i];if(mr(a)&&jt(a),a.wv>e.wv)return!0}t&512&&It===null&&M(e,v)}return!1}function hr(e,t,n=!0){var r=e.reactions;if(r!==null&&!(or!==null&&or.has(e)))for(var i=0;i<r.length;i++){var a=r[i];a.f&2?hr(a,t,!1):t===a&&(n?M(a,y):a.f&1024&&M(a,b),Yt(a))}}function gr(e){var t=G,n=K,r=q,i=H,a=or,o=A,s=ir,c=dr,l=e.f;G=null,K=0,q=null,H=l&96?null:e,or=null,tt(e.ctx),ir=!1,dr=++ur,e.ac!==null&&(vt(()=>{e.ac.abort(ye)}),e.ac=null);try{e.f|=oe;var u=e.fn,d=u();e.f|=ee;var f=_r(e);if(st()&&q!==null&&!ir&&f!==null&&!(e.f&6146))for(var p=0;p<q.length;p++)hr(q[p],e);if(i!==null&&i!==e){if(ur++,i.deps!==null)for(let e=0;e<n;e+=1)i.deps[e].rv=ur;if(t!==null)for(let e of t)e.rv=ur;q!==null&&(r===null?r=q:r.push(...q))}return e.f&8388608&&(e.f^=ce),d}catch(t){return _r(e),On(t)}finally{e.f^=oe,G=t,K=n,q=r,H=i,or=a,tt(o),ir=s,dr=c}}function _r(e){var t=e.deps,n=N?.is_fork;if(G!==null){var r;if(n||yr(e,K),t!==null&&K>0)for(t.length=K+G.length,r=0;r<G.length;r++)t[K+r]=G[r];else e.deps=t=G;if(Mn()&&e.f&512)for(r=K;r<t.length;r++)(t[r].reactions??=[]).push(e)}else!n&&t!==null&&K<t.length&&(yr(e,K),t.length=K);return t}function vr(e,r){let i=r.reactions;if(i!==null){var a=t.call(i,e);if(a!==-1){var o=i.length-1;o===0?i=r.reactions=null:(i[a]=i[o],i.pop())}}if(i===null&&r.f&2&&(G===null||!n.call(G,r))){var s=r;s.f&512&&(s.f^=512),s.v!==w&&ft(s),s.ac!==null&&vt(()=>{s.ac.abort(ye),s.ac=null,M(s,y)}),Mt(s),yr(s,0)}}function yr(e,t){var n=e.deps;if(n!==null)for(var r=t;r<n.length;r++)vr(e,n[r])}function br(e){var t=e.f;if(!(t&16384)){M(e,v);var n=W;W=e;try{t&16777232?qn(e):Kn(e),Gn(e);var r=gr(e);e.teardown=typeof r==`function`?r:null,e.wv=lr}finally{W=n}}}async function xr(){await Promise.resolve(),Gt()}function J(e){var t=!!(e.f&2);if(tr?.add(e),H!==null&&!ir&&!(W!==null&&W.f&16384)&&(or===null||!or.has(e))){var r=H.deps;if(H.f&2097152)e.rv<ur&&(e.rv=ur,G===null&&r!==null&&r[K]===e?K++:G===null?G=[e]:G.push(e));else{H.deps??=[],n.call(H.deps,e)||H.deps.push(e);var i=e.reactions;i===null?e.reactions=[H]:n.call(i,H)||i.push(H)}}if(nr&&$t.has(e))return $t.get(e);if(t){var a=e;if(nr){var o=a.v;return(!(a.f&1024)&&a.reactions!==null||Cr(a))&&(o=At(a)),$t.set(a,o),o}var s=!(a.f&512)&&!ir&&H!==null&&!!(H.f&512),c=(a.f&ee)===0;mr(a)&&(s&&(a.f|=512),jt(a)),s&&!c&&(Nt(a),Sr(a))}if(It?.has(e))return It.get(e);if(e.f&8388608)throw e.v;return e.v}function Sr(e){if(e.f|=512,e.deps!==null)for(let r of e.deps){var t=r.reactions;t===null?r.reactions=[e]:n.call(t,e)||t.push(e),r.f&2&&!(r.f&512)&&(Nt(r),Sr(r))}}function Cr(e){if(e.v===w)return!0;if(e.deps===null)return!1;for(let t of e.deps)if($t.has(t)||t.f&2&&Cr(t))return!0;return!1}function wr(e){var t=ir;try{return ir=!0,e()}finally{ir=t}}function Tr(e){if(!(typeof e!=`object`||!e||e instanceof EventTarget)){if(le in e)Er(e);else if(!Array.isArray(e))for(let t in e){let n=e[t];typeof n==`object`&&n&&le in n&&Er(n)}}}function Er(e,t=new Set){if(typeof e==`object`&&e&&!(e instanceof EventTarget)&&!t.has(e)){t.add(e),e instanceof Date&&e.getTime();for(let n in e)try{Er(e[n],t)}catch{}let n=l(e);if(n!==Object.prototype&&n!==Array.prototype&&n!==Map.prototype&&n!==Set.prototype&&n!==Date.prototype){let t=o(n);for(let n in t){let r=t[n].get;if(r)try{r.call(e)}catch{}}}}}function Dr(e){return e.endsWith(`capture`)&&e!==`gotpointercapture`&&e!==`lostpointercapture`}var Or=[`beforeinput`,`click`,`change`,`dblclick`,`contextmenu`,`focusin`,`focusout`,`input`,`keydown`,`keyup`,`mousedown`,`mousemove`,`mouseout`,`mouseover`,`mouseup`,`pointerdown`,`pointermove`,`pointerout`,`pointerover`,`pointerup`,`touchend`,`touchmove`,`touchstart`];function kr(e){return Or.includes(e)}var Ar=`allowfullscreen.async.autofocus.autoplay.checked.controls.default.disabled.formnovalidate.indeterminate.inert.ismap.loop.multiple.muted.nomodule.novalidate.open.playsinline.readonly.required.reversed.seamless.selected.webkitdirectory.defer.disablepictureinpicture.disableremoteplayback`.split(`.`),jr={formnovalidate:`formNoValidate`,ismap:`isMap`,nomodule:`noModule`,playsinline:`playsInline`,readonly:`readOnly`,defaultvalue:`defaultValue`,defaultchecked:`defaultChecked`,srcobject:`srcObject`,novalidate:`noValidate`,allowfullscreen:`allowFullscreen`,disablepictureinpicture:`disablePictureInPicture`,disableremoteplayback:`disableRemotePlayback`};function Mr(e){return e=e.toLowerCase(),jr[e]??e}[...Ar];var Nr=[`touchstart`,`touchmove`];function Pr(e){return Nr.includes(e)}var Fr=[`textarea`,`script`,`style`,`title`];function Ir(e){return Fr.includes(e)}var Lr=Symbol(`events`),Rr=new Set,zr=new Set;function Br(e,t,n,r={}){function i(e){if(r.capture||qr.call(t,e),!e.cancelBubble)return vt(()=>n?.call(this,e))}return e.startsWith(`pointer`)||e.startsWith(`touch`)||e===`wheel`?(i.__removed=!1,j(()=>{i.__removed||t.addEventListener(e,i,r)})):t.addEventListener(e,i,r),i}function Vr(e,t,n,r={}){var i=Br(t,e,n,r);return()=>{i.__removed=!0,e.removeEventListener(t,i,r)}}function Hr(e,t,n,r,i){var a={capture:r,passive:i},o=Br(e,t,n,a);(t===document.body||t===window||t===document||t instanceof HTMLMediaElement)&&Nn(()=>{o.__removed=!0,t.removeEventListener(e,o,a)})}function Ur(e,t,n){(t[Lr]??={})[e]=n}function Wr(e){for(var t=0;t<e.length;t++)Rr.add(e[t]);for(var n of zr)n(e)}var Gr=null,Kr=!1;function qr(e){var t=this,n=t.ownerDocument,r=e.type,a=e.composedPath?.()||[],o=a[0]||e.target;Gr=e,Kr||(Kr=!0,setTimeout(()=>{Kr=!1,Gr=null}));var s=0,c=Gr===e&&e[Lr];if(c){var l=a.indexOf(c);if(l!==-1&&(t===document||t===window)){e[Lr]=t;return}var u=a.indexOf(t);if(u===-1)return;l<=u&&(s=l)}if(o=a[s]||e.target,o!==t){i(e,`currentTarget`,{configurable:!0,get(){return o||n}});var d=H,f=W;U(null),ar(null);try{for(var p,m=[];o!==null&&o!==t;){try{var h=o[Lr]?.[r];h==null||o.disabled&&e.target!==o||h.call(o,e)}catch(e){p?m.push(e):p=e}if(e.cancelBubble)break;s++,o=s<a.length?a[s]:null}if(p){for(let e of m)queueMicrotask(()=>{throw e});throw p}}finally{e[Lr]=t,delete e.currentTarget,U(d),ar(f)}}}var Jr=globalThis?.window?.trustedTypes&&globalThis.window.trustedTypes.createPolicy(`svelte-trusted-html`,{createHTML:e=>e});function Yr(e){return Jr?.createHTML(e)??e}function Xr(e){var t=En(`template`);return t.innerHTML=Yr(e.replaceAll(`<!>`,`<!---->`)),t.content}function Zr(e,t){var n=W;n.nodes===null&&(n.nodes={start:e,end:t,a:null,t:null})}function Y(e,t){var n=!!(t&1),r=!!(t&2),i,a=!e.startsWith(`<!>`);return()=>{if(T)return Zr(D,null),D;i===void 0&&(i=Xr(a?e:`<!>`+e),n||(i=L(i)));var t=r||gn?document.importNode(i,!0):i.cloneNode(!0);if(n){var o=L(t),s=t.lastChild;Zr(o,s)}else Zr(t,t);return t}}function Qr(e,t,n=`svg`){var r=!e.startsWith(`<!>`),i=!!(t&1),a=`<${n}>${r?e:`<!>`+e}</${n}>`,o;return()=>{if(T)return Zr(D,null),D;if(!o){var e=L(Xr(a));if(i)for(o=document.createDocumentFragment();L(e);)o.appendChild(L(e));else o=L(e)}var t=o.cloneNode(!0);if(i){var n=L(t),r=t.lastChild;Zr(n,r)}else Zr(t,t);return t}}function $r(e,t){return Qr(e,t,`svg`)}function ei(e=``){if(!T){var t=I(e+``);return Zr(t,t),t}var n=D;return n.nodeType===3?Dn(n):(n.before(n=I()),O(n)),Zr(n,n),n}function ti(){if(T)return Zr(D,null),D;var e=document.createDocumentFragment(),t=document.createComment(``),n=I();return e.append(t,n),Zr(t,n),e}function X(e,t){if(T){var n=W;n.f&32768&&n.nodes.end!==null||(n.nodes.end=D),Oe()}else e!==null&&e.before(t)}function ni(){if(T&&D&&D.nodeType===8&&D.textContent?.startsWith(`$`)){let e=D.textContent.substring(1);return Oe(),e}return(window.__svelte??={}).uid??=1,`c${window.__svelte.uid++}`}function ri(e){let t=0,n=tn(0),r;return()=>{Mn()&&(J(n),Bn(()=>(t===0&&(r=wr(()=>e(()=>ln(n)))),t+=1,()=>{j(()=>{--t,t===0&&(r?.(),r=void 0,ln(n))})})))}}var ii=te|re;function ai(e,t,n,r){new oi(e,t,n,r)}var oi=class{parent;is_pending=!1;transform_error;#e;#t=T?D:null;#n;#r;#i;#a=null;#o=null;#s=null;#c=null;#l=0;#u=0;#d=!1;#f=new Map;#p=null;#m=ri(()=>(this.#p=tn(this.#l),()=>{this.#p=null}));constructor(e,t,n,r){this.#e=e,this.#n=t,this.#r=e=>{var t=W;t.b=this,t.f|=128,n(e)},this.parent=W.b,this.transform_error=r??this.parent?.transform_error??(e=>e),this.#i=Un(()=>{if(T){let e=je(this.#t);Oe();let t=e===`[!`;if(e.startsWith(`[?`)){let t=JSON.parse(e.slice(2));this.#g(t)}else t?this.#y():this.#h()}else this.#b()},ii),T&&(this.#e=D)}#h(){try{this.#a=B(()=>this.#r(this.#e))}catch(e){this.error(e)}}#g(e){let t=this.#n.failed,{reset:n,invoke_onerror:r}=this.#_(e);j(r),t&&(this.#s=B(()=>{t(this.#e,()=>e,()=>n)}))}#_(e){var t=!1,n=!1;let r=()=>{this.#v()||(t?De():(t=!0,n&&Ke(),this.#s!==null&&Xn(this.#s,()=>{this.#s=null}),this.#S(()=>{this.#b()})))};return{reset:r,invoke_onerror:()=>{if(!this.#v())try{n=!0,this.#n.onerror?.(e,r),n=!1}catch(e){kn(e,this.#i&&this.#i.parent)}}}}#v(){return(this.#i.f&(S|C))!==0}#y(){let e=this.#n.pending;e&&(this.is_pending=!0,this.#o=B(()=>e(this.#e)),j(()=>{if(!this.#v()){var e=this.#c=document.createDocumentFragment(),t=I(),n=!1;e.append(t),this.#a=this.#S(()=>{try{return B(()=>this.#r(t))}catch(e){try{this.error(e),n=!0}catch(e){kn(e,this.#i.parent)}return null}}),this.#a===null?(this.#c=null,n&&this.#x(N)):this.#u===0&&(this.#e.before(e),this.#c=null,Xn(this.#o,()=>{this.#o=null}),this.#x(N))}}))}#b(){try{if(this.is_pending=this.has_pending_snippet(),this.#u=0,this.#l=0,this.#a=B(()=>{this.#r(this.#e)}),this.#u>0){var e=this.#c=document.createDocumentFragment();er(this.#a,e);let t=this.#n.pending;this.#o=B(()=>t(this.#e))}else this.#x(N)}catch(e){this.error(e)}}#x(e){this.is_pending=!1,e.transfer_reactions(this.#f)}defer_effect(e){pt(e,this.#f)}is_rendered(){return!this.is_pending&&(!this.parent||this.parent.is_rendered())}has_pending_snippet(){return!!this.#n.pending}#S(e){var t=W,n=H,r=A;ar(this.#i),U(this.#i),tt(this.#i.ctx);try{return Wt.ensure(),e()}finally{ar(t),U(n),tt(r)}}#C(e,t){this.has_pending_snippet()?(this.#u+=e,this.#u===0&&(this.#x(t),this.#o&&Xn(this.#o,()=>{this.#o=null}),this.#c&&=(this.#e.before(this.#c),null))):this.parent&&this.parent.#C(e,t)}update_pending_count(e,t){this.#C(e,t),this.#l+=e,!this.#p||this.#d||(this.#d=!0,j(()=>{this.#d=!1,this.#p&&on(this.#p,this.#l)}))}get_effect_pending(){return this.#m(),J(this.#p)}error(e){if(e===xe||!this.#n.onerror&&!this.#n.failed)throw e;N?.is_fork?(this.#a&&N.skip_effect(this.#a),this.#o&&N.skip_effect(this.#o),this.#s&&N.skip_effect(this.#s),N.oncommit(()=>{this.#v()||this.#w(e)})):this.#w(e)}#w(e){this.#a&&=(V(this.#a),null),this.#o&&=(V(this.#o),null),this.#s&&=(V(this.#s),null),T&&(O(this.#t),ke(),O(Ae()));let t=this.#n.failed,n=e=>{if(this.#v())return;let{reset:n,invoke_onerror:r}=this.#_(e);r(),t&&!this.#v()&&(this.#s=this.#S(()=>{try{return B(()=>{var r=W;r.b=this,r.f|=128,t(this.#e,()=>e,()=>n)})}catch(e){return kn(e,this.#i.parent),null}}))};j(()=>{if(!this.#v()){var t;try{t=this.transform_error(e)}catch(e){kn(e,this.#i&&this.#i.parent);return}typeof t==`object`&&t&&typeof t.then==`function`?t.then(n,e=>kn(e,this.#i&&this.#i.parent)):n(t)}})}};function si(e,t){var n=t==null?``:typeof t==`object`?`${t}`:t;n!==(e[_e]??=e.nodeValue)&&(e[_e]=n,e.nodeValue=`${n}`)}function ci(e,t){return ui(e,t)}var li=new Map;function ui(e,{target:t,anchor:n,props:i={},events:a,context:o,intro:s=!0,transformError:c}){yn();var l=void 0,u=Ln(()=>{var s=n??t.appendChild(I());ai(s,{pending:()=>{}},t=>{it({});var n=A;if(o&&(n.c=o),a&&(i.$$events=a),T&&Zr(t,null),l=e(t,i)||ot(),T&&(W.nodes.end=D,D===null||D.nodeType!==8||D.data!==`]`))throw Te(),xe;at()},c);var u=new Set,d=e=>{for(var n=0;n<e.length;n++){var r=e[n];if(!u.has(r)){u.add(r);var i=Pr(r);for(let e of[t,document]){var a=li.get(e);a===void 0&&(a=new Map,li.set(e,a));var o=a.get(r);o===void 0?(e.addEventListener(r,qr,{passive:i}),a.set(r,1)):a.set(r,o+1)}}}};return d(r(Rr)),zr.add(d),()=>{for(var e of u)for(let n of[t,document]){var r=li.get(n),i=r.get(e);--i==0?(n.removeEventListener(e,qr),r.delete(e),r.size===0&&li.delete(n)):r.set(e,i)}zr.delete(d),s!==n&&s.parentNode?.removeChild(s)}});return di.set(l,u),l}var di=new WeakMap,fi=class{anchor;#e=new Map;#t=new Map;#n=new Map;#r=new Set;#i=!0;constructor(e,t=!0){this.anchor=e,this.#i=t}#a=e=>{if(this.#e.has(e)){var t=this.#e.get(e),n=this.#t.get(t);if(n)Qn(n),this.#r.delete(t);else{var r=this.#n.get(t);r&&(Qn(r.effect),this.#t.set(t,r.effect),this.#n.delete(t),r.fragment.lastChild.remove(),this.anchor.before(r.fragment),n=r.effect)}for(let[t,n]of this.#e){if(this.#e.delete(t),t===e)break;let r=this.#n.get(n);r&&(V(r.effect),this.#n.delete(n))}for(let[e,r]of this.#t){if(e===t||this.#r.has(e))continue;let i=()=>{if(Array.from(this.#e.values()).includes(e)){var t=document.createDocumentFragment();er(r,t),t.append(I()),this.#n.set(e,{effect:r,fragment:t})}else V(r);this.#r.delete(e),this.#t.delete(e)};this.#i||!n?(this.#r.add(e),Xn(r,i,!1)):i()}}};#o=e=>{this.#e.delete(e);let t=Array.from(this.#e.values());for(let[e,n]of this.#n)t.includes(e)||(V(n.effect),this.#n.delete(e))};ensure(e,t){var n=N,r=Tn();if(t&&!this.#t.has(e)&&!this.#n.has(e)){if(r){var i=document.createDocumentFragment(),a=I();i.append(a),this.#n.set(e,{effect:B(()=>t(a)),fragment:i})}else this.#t.set(e,B(()=>t(this.anchor)))}if(this.#e.set(n,e),r){for(let[t,r]of this.#t)t===e?n.unskip_effect(r):n.skip_effect(r);for(let[t,r]of this.#n)t===e?n.unskip_effect(r.effect):n.skip_effect(r.effect);n.oncommit(this.#a),n.ondiscard(this.#o)}else T&&(this.anchor=D),this.#a(n)}},pi=0,mi=1,hi=2;function gi(e,t,n,r,i){T&&Oe();var a=st(),o=w,s=a?tn(o):nn(o,!1,!1),c=a?tn(o):nn(o,!1,!1),l=new fi(e);Un(()=>{var a=N,o=t(),u=!1;let d=T&&p(o)===(e.data===`[!`);if(d&&(O(Ae()),E(!1)),p(o)){var f=xt(),m=!1;let e=e=>{if(!u){m=!0,f(!1),N===a&&a.deactivate(),Wt.ensure();try{e()}finally{St(!1),Rt||Gt()}}};o.then(t=>{e(()=>{on(s,t),l.ensure(mi,r&&(e=>r(e,s)))})},t=>{e(()=>{if(on(c,t),l.ensure(hi,i&&(e=>i(e,c))),!i)throw c.v})}),T?l.ensure(pi,n):j(()=>{m||e(()=>{l.ensure(pi,n)})})}else on(s,o),l.ensure(mi,r&&(e=>r(e,s)));return d&&E(!0),()=>{u=!0}})}function _i(e,t,n=!1){var r;T&&(r=D,Oe());var i=new fi(e),a=n?te:0;function o(e,t){if(T){var n=je(r);if(e!==parseInt(n.substring(1))){var a=Ae();O(a),i.anchor=a,E(!1),i.ensure(e,t),E(!0);return}}i.ensure(e,t)}Un(()=>{var e=!1;t((t,n=0)=>{e=!0,o(n,t)}),e||o(-1,null)},a)}var vi=Symbol(`NaN`);function yi(e,t,n){T&&Oe();var r=new fi(e),i=!st();Un(()=>{var e=t();e!==e&&(e=vi),i&&typeof e==`object`&&e&&(e={}),r.ensure(e,n)})}function bi(e,t){return t}function xi(e,t,n){for(var i=[],a=t.length,o,s=t.length,c=0;c<a;c++){let n=t[c];Xn(n,()=>{if(o){if(o.pending.delete(n),o.done.add(n),o.pending.size===0){var t=e.outrogroups;Si(e,r(o.done)),t.delete(o),t.size===0&&(e.outrogroups=null)}}else--s},!1)}if(s===0){var l=i.length===0&&n!==null&&e.pending.size===0;if(l){var u=n,d=u.parentNode;wn(d),d.append(u),e.items.clear()}Si(e,t,!l)}else o={pending:new Set(t),done:new Set},(e.outrogroups??=new Set).add(o)}function Si(e,t,n=!0){var r;if(e.pending.size>0){r=new Set;for(let t of e.pending.values())for(let n of t)r.add(e.items.get(n).e)}for(var i=0;i<t.length;i++){var a=t[i];r?.has(a)?(a.f|=ae,er(a,document.createDocumentFragment())):V(t[i],n)}}var Ci;function wi(t,n,i,a,o,s=null){var c=t,l=new Map;if(n&4){var u=t;c=T?O(L(u)):u.appendChild(I())}T&&Oe();var d=null,f=Ot(()=>{var t=i();return e(t)?t:t==null?[]:r(t)}),p=new Map,m=!0;function h(e){if(!(_.effect.f&16384)){_.pending.delete(e);var t=J(f);_.fallback=d,Ei(_,t,c,n,a),d!==null&&(t.length===0?d.f&33554432?(d.f^=ae,Oi(d,null,c)):Qn(d):Xn(d,()=>{d=null}))}}function g(e){_.pending.delete(e)}var _={effect:Un(()=>{var e=J(f),t=e.length;let r=!1;T&&je(c)===`[!`!=(t===0)&&(c=Ae(),O(c),E(!1),r=!0);for(var u=new Set,_=N,v=Tn(),y=0;y<t;y+=1){T&&D.nodeType===8&&D.data===`]`&&(c=D,r=!0,E(!1));var b=e[y],x=a(b,y),S=m?null:l.get(x);S?(S.v&&on(S.v,b),S.i&&on(S.i,y),v&&_.unskip_effect(S.e)):(S=Di(l,m?c:Ci??=I(),b,x,y,o,n,i),m||(S.e.f|=ae),l.set(x,S)),u.add(x)}if(t===0&&s&&!d&&(m?d=B(()=>s(c)):(d=B(()=>s(Ci??=I())),d.f|=ae)),t>u.size&&Le(``,``,``),T&&t>0&&O(Ae()),!m){if(p.set(_,u),v){for(let[e,t]of l)u.has(e)||_.skip_effect(t.e);_.oncommit(h),_.ondiscard(g)}else h(_)}r&&E(!0),J(f)}),flags:n,items:l,pending:p,outrogroups:null,fallback:d};m=!1,T&&(c=D)}function Ti(e){for(;e!==null&&!(e.f&32);)e=e.next;return e}function Ei(e,t,n,i,a){var o=!!(i&8),s=t.length,c=e.items,l=Ti(e.effect.first),u,d=null,f,p=[],m=[],h,g,_,v;if(o)for(v=0;v<s;v+=1)h=t[v],g=a(h,v),_=c.get(g).e,_.f&33554432||(_.nodes?.a?.measure(),(f??=new Set).add(_));for(v=0;v<s;v+=1){if(h=t[v],g=a(h,v),_=c.get(g).e,e.outrogroups!==null)for(let t of e.outrogroups)t.pending.delete(_),t.done.delete(_);if(_.f&8192&&(Qn(_),o&&(_.nodes?.a?.unfix(),(f??=new Set).delete(_))),_.f&33554432){if(_.f^=ae,_===l)Oi(_,null,n);else{var y=d?d.next:l;_===e.effect.last&&(e.effect.last=_.prev),_.prev&&(_.prev.next=_.next),_.next&&(_.next.prev=_.prev),ki(e,d,_),ki(e,_,y),Oi(_,y,n),d=_,p=[],m=[],l=Ti(d.next);continue}}if(_!==l){if(u!==void 0&&u.has(_)){if(p.length<m.length){var b=m[0],x;d=b.prev;var S=p[0],ee=p[p.length-1];for(x=0;x<p.length;x+=1)Oi(p[x],b,n);for(x=0;x<m.length;x+=1)u.delete(m[x]);ki(e,S.prev,ee.next),ki(e,d,S),ki(e,ee,b),l=b,d=ee,--v,p=[],m=[]}else u.delete(_),Oi(_,l,n),ki(e,_.prev,_.next),ki(e,_,d===null?e.effect.first:d.next),ki(e,d,_),d=_;continue}for(p=[],m=[];l!==null&&l!==_;)(u??=new Set).add(l),m.push(l),l=Ti(l.next);if(l===null)continue}_.f&33554432||p.push(_),d=_,l=Ti(_.next)}if(e.outrogroups!==null){for(let t of e.outrogroups)t.pending.size===0&&(Si(e,r(t.done)),e.outrogroups?.delete(t));e.outrogroups.size===0&&(e.outrogroups=null)}if(l!==null||u!==void 0){var C=[];if(u!==void 0)for(_ of u)_.f&8192||C.push(_);for(;l!==null;)!(l.f&8192)&&l!==e.fallback&&C.push(l),l=Ti(l.next);var te=C.length;if(te>0){var ne=i&4&&s===0?n:null;if(o){for(v=0;v<te;v+=1)C[v].nodes?.a?.measure();for(v=0;v<te;v+=1)C[v].nodes?.a?.fix()}xi(e,C,ne)}}o&&j(()=>{if(f!==void 0)for(_ of f)_.nodes?.a?.apply()})}function Di(e,t,n,r,i,a,o,s){var c=o&1?o&16?tn(n):nn(n,!1,!1):null,l=o&2?tn(i):null;return{v:c,i:l,e:B(()=>(a(t,c??n,l??i,s),()=>{e.delete(r)}))}}function Oi(e,t,n){if(e.nodes)for(var r=e.nodes.start,i=e.nodes.end,a=t&&!(t.f&33554432)?t.nodes.start:n;r!==null;){var o=bn(r);if(a.before(r),r===i)return;r=o}}function ki(e,t,n){t===null?e.effect.first=n:t.next=n,n===null?e.effect.last=t:n.prev=t}function Ai(e,t,...n){var r=new fi(e);Un(()=>{let e=t()??null;r.ensure(e,e&&(t=>e(t,...n)))},te)}function ji(e,t,n){var r;T&&(r=D,Oe());var i=new fi(e);Un(()=>{var e=t()??null;if(T&&je(r)===`[`!=(e!==null)){var a=Ae();O(a),i.anchor=a,E(!1),i.ensure(e,e&&(t=>n(t,e))),E(!0)}else i.ensure(e,e&&(t=>n(t,e)))},te)}function Mi(e,t,n,r,i,a){let o=T;T&&Oe();var s=null;T&&D.nodeType===1&&(s=D,Oe());var c=T?D:e,l=new fi(c,!1);Un(()=>{let e=t()||null;var a=i?i():n||e===`svg`?Ce:void 0;if(e===null)l.ensure(null,null);else return l.ensure(e,t=>{if(e){var n=T;if(s=T?s:En(e,a),Zr(s,s),r){var i=null;T&&Ir(e)&&s.append(i=document.createComment(``));var o=T?L(s):s.appendChild(I());T&&(o===null?E(!1):O(o)),r(s,o),i?.remove()}W.nodes.end=s,n||t.before(s)}T&&O(t)}),()=>{}},te),Nn(()=>{}),o&&(E(!0),O(c))}function Ni(e,t){let n=null,r=T;var i;if(T){n=D;for(var a=L(document.head);a!==null&&(a.nodeType!==8||a.data!==e);)a=bn(a);if(a===null)E(!1);else{var o=bn(a);a.remove(),O(o)}}T||(i=document.head.appendChild(I()));try{Un(()=>{var e=B(()=>t(i));e.f|=ne,T||(e.nodes===null?e.nodes={start:i,end:i,a:null,t:null}:e.nodes.end=i)})}finally{r&&(E(!0),O(n))}}function Pi(e,t,n){Rn(()=>{var r=wr(()=>t(e,n?.())||{});if(n&&r?.update){var i=!1,a={};Bn(()=>{var e=n();Tr(e),i&&Ne(a,e)&&(a=e,r.update(e))}),i=!0}if(r?.destroy)return()=>r.destroy()})}function Fi(e,t){var n=void 0,r;Wn(()=>{n!==(n=t())&&(r&&=(V(r),null),n&&(r=B(()=>{Rn(()=>n(e))})))})}function Ii(e){var t,n,r=``;if(typeof e==`string`||typeof e==`number`)r+=e;else if(typeof e==`object`){if(Array.isArray(e)){var i=e.length;for(t=0;t<i;t++)e[t]&&(n=Ii(e[t]))&&(r&&(r+=` `),r+=n)}else for(n in e)e[n]&&(r&&(r+=` `),r+=n)}return r}function Li(){for(var e,t,n=0,r=``,i=arguments.length;n<i;n++)(e=arguments[n])&&(t=Ii(e))&&(r&&(r+=` `),r+=t);return r}function Ri(e){return typeof e==`object`?Li(e):e??``}var zi=[...` 	
\r\f\xA0\v﻿`];function Bi(e,t,n){var r=e==null?``:``+e;if(t&&(r=r?r+` `+t:t),n){for(var i of Object.keys(n))if(n[i])r=r?r+` `+i:i;else if(r.length)for(var a=i.length,o=0;(o=r.indexOf(i,o))>=0;){var s=o+a;(o===0||zi.includes(r[o-1]))&&(s===r.length||zi.includes(r[s]))?r=(o===0?``:r.substring(0,o))+r.substring(s+1):o=s}}return r===``?null:r}function Vi(e,t=!1){var n=t?` !important;`:`;`,r=``;for(var i of Object.keys(e)){var a=e[i];a!=null&&a!==``&&(r+=` `+i+`: `+a+n)}return r}function Hi(e){return e[0]!==`-`||e[1]!==`-`?e.toLowerCase():e}function Ui(e,t){if(t){var n=``,r,i;if(Array.isArray(t)?(r=t[0],i=t[1]):r=t,e){e=String(e).replaceAll(/\/\*.*?\*\//g,``).trim();var a=!1,o=0,s=!1,c=[];r&&c.push(...Object.keys(r).map(Hi)),i&&c.push(...Object.keys(i).map(Hi));var l=0,u=-1;let t=e.length;for(var d=0;d<t;d++){var f=e[d];if(s?f===`/`&&e[d-1]===`*`&&(s=!1):a?a===f&&(a=!1):f===`/`&&e[d+1]===`*`?s=!0:f===`"`||f===`'`?a=f:f===`(`?o++:f===`)`&&o--,!s&&a===!1&&o===0){if(f===`:`&&u===-1)u=d;else if(f===`;`||d===t-1){if(u!==-1){var p=Hi(e.substring(l,u).trim());if(!c.includes(p)){f!==`;`&&d++;var m=e.substring(l,d).trim();n+=` `+m+`;`}}l=d+1,u=-1}}}}return r&&(n+=Vi(r)),i&&(n+=Vi(i,!0)),n=n.trim(),n===``?null:n}return e==null?null:String(e)}function Wi(e,t,n,r,i,a){var o=e[he];if(T||o!==n||o===void 0){var s=Bi(n,r,a);T&&s===e.getAttribute(`class`)||(s==null?e.removeAttribute(`class`):t?e.className=s:e.setAttribute(`class`,s)),e[he]=n}else if(a&&i!==a)for(var c in a){var l=!!a[c];(i==null||l!==!!i[c])&&e.classList.toggle(c,l)}return a}function Gi(e,t={},n,r){for(var i in n){var a=n[i];t[i]!==a&&(n[i]==null?e.style.removeProperty(i):e.style.setProperty(i,a,r))}}function Ki(e,t,n,r){var i=e[ge];if(T||i!==t){var a=Ui(t,r);T&&a===e.getAttribute(`style`)||(a==null?e.removeAttribute(`style`):e.style.cssText=a),e[ge]=t}else r&&(Array.isArray(r)?(Gi(e,n?.[0],r[0]),Gi(e,n?.[1],r[1],`important`)):Gi(e,n,r));return r}function qi(e,t){t?e.hasAttribute(`selected`)||e.setAttribute(`selected`,``):e.removeAttribute(`selected`)}function Ji(e,t){var n=!(`__defaultValue`in e);(n||e.__defaultValue!==t)&&(e.__defaultValue=t,Yi(e,!n||`__value`in e))}function Yi(t,n){var r=t.__defaultValue,i=t.multiple,a=i?r??[]:null;if(!i||e(a)){var o=t.selectedIndex,s=n&&i?new Set(t.selectedOptions):null;for(var c of t.options){var l=$i(c);qi(c,i?a.includes(l):pn(l,r))}if(n){if(s!==null)for(c of t.options){var u=s.has(c);c.selected!==u&&(c.selected=u)}else t.selectedIndex!==o&&(t.selectedIndex=o)}}}function Xi(t,n,r=!1){if(t.multiple){if(n==null)return;if(!e(n))return Ee();for(var i of t.options)i.selected=n.includes($i(i))}else{for(i of t.options)if(pn($i(i),n)){i.selected=!0;return}r&&n===void 0||(t.selectedIndex=-1)}}function Zi(e){var t=new MutationObserver(t=>{t.every(ea)||(`__defaultValue`in e&&Yi(e,!1),`__value`in e&&Xi(e,e.__value))});t.observe(e,{childList:!0,subtree:!0,attributes:!0,attributeFilter:[`value`]}),Nn(()=>{t.disconnect()})}function Qi(e,t,n=t){var r=new WeakSet,i=!0;yt(e,`change`,t=>{var i=t?`[selected]`:`:checked`,a;if(e.multiple)a=[].map.call(e.querySelectorAll(i),$i);else{var o=e.querySelector(i)??e.querySelector(`option:not([disabled])`);a=o&&$i(o)}n(a),e.__value=a,N!==null&&r.add(N)}),Rn(()=>{var a=t();if(e===document.activeElement){var o=N;if(r.has(o))return}if(Xi(e,a,i),i&&a===void 0){var s=e.querySelector(`:checked`);s!==null&&(a=$i(s),n(a))}e.__value=a,i=!1})}function $i(e){return`__value`in e?e.__value:e.value}function ea(e){if(e.target.closest(`selectedcontent`)!==null)return!0;if(e.type===`childList`){var t=[...e.addedNodes,...e.removedNodes];return t.length>0&&t.every(e=>e.nodeName===`SELECTEDCONTENT`)}return!1}var ta=Symbol(`class`),na=Symbol(`style`),ra=Symbol(`is custom element`),ia=Symbol(`is html`),aa=be?`link`:`LINK`,oa=be?`input`:`INPUT`,sa=be?`option`:`OPTION`,ca=be?`select`:`SELECT`,la=be?`progress`:`PROGRESS`;function ua(e){if(T){var t=!1,n=()=>{if(!t){if(t=!0,e.hasAttribute(`value`)){var n=e.value;Z(e,`value`,null),e.value=n}if(e.hasAttribute(`checked`)){var r=e.checked;Z(e,`checked`,null),e.checked=r}}};e[ve]=n,j(n),_t()}}function da(e,t){var n=ha(e);n.value!==(n.value=t??void 0)&&(e.value!==t||t===0&&e.nodeName===la)&&(e.value=t??``)}function fa(e,t){var n=ha(e);n.checked!==(n.checked=t??void 0)&&(e.checked=t)}function Z(e,t,n,r){var i=ha(e);if(!(T&&(i[t]=e.getAttribute(t),t===`src`||t===`srcset`||t===`href`&&e.nodeName===aa))){var a=i[t];a!==(i[t]=n)&&(t===`loading`&&(e[fe]=n),n==null?e.removeAttribute(t):typeof n!=`string`&&_a(e).has(t)?e[t]=n:(!T||typeof n!=`number`&&typeof n!=`boolean`||a!==String(n))&&e.setAttribute(t,n))}}function pa(e,t,n,r,i=!1,a=!1){T&&i&&e.nodeName===oa&&(`defaultValue`in n||`defaultChecked`in n||ua(e));var o=ha(e),s=o[ra],c=!o[ia];let l=T&&s;l&&E(!1);var u=t||{},d=e.nodeName===sa,f=e.nodeName===ca;try{for(var p in t)!(p in n)&&p[0]+p[1]!==`$$`&&(n[p]=null);n.class?n.class=Ri(n.class):(r||n[ta])&&(n.class=null),n[na]&&(n.style??=null);var m=_a(e);if(e.nodeName===oa&&`type`in n&&(`value`in n||`__value`in n)){var h=n.type;(h!==u.type||h===void 0&&e.hasAttribute(`type`))&&(u.type=h,Z(e,`type`,h,a))}for(let i in n){let l=n[i];if(d&&i===`value`&&l==null)e.value=e.__value=``,u[i]=l;else if(i===`class`)Wi(e,e.namespaceURI===`http://www.w3.org/1999/xhtml`,l,r,t?.[ta],n[ta]),u[i]=l,u[ta]=n[ta];else if(i===`style`)Ki(e,l,t?.[na],n[na]),u[i]=l,u[na]=n[na];else{var g=u[i];if(l!==g||l===void 0&&e.hasAttribute(i)){u[i]=l;var _=i[0]+i[1];if(_!==`$$`){if(_===`on`){let t={},n=`$$`+i,r=i.slice(2);var v=kr(r);if(Dr(r)&&(r=r.slice(0,-7),t.capture=!0),!v&&g){if(l!=null)continue;e.removeEventListener(r,u[n],t),u[n]=null}if(v)Ur(r,e,l),Wr([r]);else if(l!=null){function a(e){u[i].call(this,e)}u[n]=Br(r,e,a,t)}}else if(i===`style`)Z(e,i,l);else if(i===`autofocus`)mt(e,!!l);else if(!s&&(i===`__value`||i===`value`&&l!=null))e.__value=l,(g==null||e.value!==l||l===0&&e.nodeName===la)&&(e.value=l);else if(i===`selected`&&d)qi(e,l);else{var y=i;c||(y=Mr(y));var b=y===`defaultValue`||y===`defaultChecked`;if(f&&y===`defaultValue`)continue;if(l==null&&!s&&!b){if(o[i]=null,y===`value`||y===`checked`){let n=e,r=t===void 0;if(y===`value`){let e=n.defaultValue;n.removeAttribute(y),n.defaultValue=e,n.value=n.__value=r?e:null}else{let e=n.defaultChecked;n.removeAttribute(y),n.defaultChecked=e,n.checked=r?e:!1}}else e.removeAttribute(i)}else b||(s||typeof l!=`string`)&&m.has(y)?(e[y]=l,y in o&&(o[y]=w)):typeof l!=`function`&&Z(e,y,l,a)}}}}}}finally{l&&E(!0)}return u}function ma(e,t,n=[],r=[],i=[],a,o=!1,s=!1){bt(i,n,r,n=>{var r=void 0,i={},c=e.nodeName===ca,l=!1;if(Wn(()=>{var u=t(...n.map(J)),d=pa(e,r,u,a,o,s);if(l&&c){var f=e;`defaultValue`in u&&Ji(f,u.defaultValue),`value`in u&&Xi(f,u.value)}for(let e of Object.getOwnPropertySymbols(i))u[e]||V(i[e]);for(let t of Object.getOwnPropertySymbols(u)){var p=u[t];t.description!==`@attach`||r&&p===r[t]||(i[t]&&V(i[t]),i[t]=B(()=>Fi(e,()=>p))),d[t]=p}r=d}),c){var u=e;Rn(()=>{var e=r;`defaultValue`in e&&Ji(u,e.defaultValue),Xi(u,e.value,!0),Zi(u)})}l=!0})}function ha(e){return e[me]??={[ra]:e.nodeName.includes(`-`),[ia]:e.namespaceURI===Se}}var ga=new Map;function _a(e){var t=e.getAttribute(`is`)||e.nodeName,n=ga.get(t);if(n)return n;ga.set(t,n=new Set);for(var r,i=e,a=Element.prototype;a!==i;){for(var s in r=o(i),r)r[s].set&&s!==`innerHTML`&&s!==`textContent`&&s!==`innerText`&&n.add(s);i=l(i)}return n}function va(e,t,n=t){var r=new WeakSet;yt(e,`input`,async i=>{var a=i?e.defaultValue:e.value;if(a=Ca(e)?wa(a):a,n(a),N!==null&&r.add(N),await xr(),a!==(a=t())){var o=e.selectionStart,s=e.selectionEnd,c=e.value.length;if(e.value=a??``,s!==null){var l=e.value.length;o===s&&s===c&&l>c?(e.selectionStart=l,e.selectionEnd=l):(e.selectionStart=o,e.selectionEnd=Math.min(s,l))}}}),(T&&e.defaultValue!==e.value||wr(t)==null&&e.value)&&(n(Ca(e)?wa(e.value):e.value),N!==null&&r.add(N)),Bn(()=>{var n=t();if(e===document.activeElement){var i=N;if(r.has(i))return}Ca(e)&&n===wa(e.value)||(e.type!==`date`||n||e.value)&&n!==e.value&&(e.value=n??``)})}var ya=new Set;function ba(e,t,n,r,i=r){var a=n.getAttribute(`type`)===`checkbox`,o=e;let s=!1;if(t!==null)for(var c of t)o=o[c]??=[];o.push(n),yt(n,`change`,()=>{var e=n.__value;a&&(e=Sa(o,e,n.checked)),i(e)},()=>i(a?[]:null)),Bn(()=>{var e=r();T&&n.defaultChecked!==n.checked?s=!0:a?(e||=[],n.checked=e.includes(n.__value)):n.checked=pn(n.__value,e)}),Nn(()=>{var e=o.indexOf(n);e!==-1&&o.splice(e,1)}),ya.has(o)||(ya.add(o),j(()=>{o.sort((e,t)=>e.compareDocumentPosition(t)===4?-1:1),ya.delete(o)})),j(()=>{if(s){var e=a?Sa(o,e,n.checked):o.find(e=>e.checked)?.__value;i(e)}})}function xa(e,t,n=t){yt(e,`change`,t=>{n(t?e.defaultChecked:e.checked)}),(T&&e.defaultChecked!==e.checked||wr(t)==null)&&n(e.checked),Bn(()=>{e.checked=!!t()})}function Sa(e,t,n){for(var r=new Set,i=0;i<e.length;i+=1)e[i].checked&&r.add(e[i].__value);return n||r.delete(t),Array.from(r)}function Ca(e){var t=e.type;return t===`number`||t===`range`}function wa(e){return e===``?null:+e}var Ta=new class e{#e=new WeakMap;#t;#n;static entries=new WeakMap;constructor(e){this.#n=e}observe(e,t){var n=this.#e.get(e)||new Set;return n.add(t),this.#e.set(e,n),this.#r().observe(e,this.#n),()=>{var n=this.#e.get(e);n.delete(t),n.size===0&&(this.#e.delete(e),this.#t.unobserve(e))}}#r(){return this.#t??=new ResizeObserver(t=>{for(var n of t){e.entries.set(n.target,n);for(var r of this.#e.get(n.target)||[])r(n)}})}}({box:`border-box`});function Ea(e,t,n){var r=Ta.observe(e,()=>n(e[t]));Rn(()=>(wr(()=>n(e[t])),r))}function Da(e,t){return e===t||e?.[le]===t}function Oa(e=ot(),t,n,r){var i=A.r,a=W;return Rn(()=>{var o,s;return Bn(()=>{o=s,s=r?.()||[],wr(()=>{Da(n(...s),e)||(t(e,...s),o&&Da(n(...o),e)&&t(null,...o))})}),()=>{let r=a;for(;r!==i&&r.parent!==null&&r.parent.f&33554432;)r=r.parent;let o=()=>{s&&Da(n(...s),e)&&t(null,...s)},c=r.teardown;r.teardown=()=>{o(),c?.()}}}),e}var ka=!1;function Aa(e){var t=ka;try{return ka=!1,[e(),ka]}finally{ka=t}}var ja={get(e,t){let n=e.props.length;for(;n--;){let r=e.props[n];if(d(r)&&(r=r()),typeof r==`object`&&r&&t in r)return r[t]}},set(e,t,n){let r=e.props.length;for(;r--;){let i=e.props[r];d(i)&&(i=i());let o=a(i,t);if(o&&o.set)return o.set(n),!0}return!1},getOwnPropertyDescriptor(e,t){let n=e.props.length;for(;n--;){let r=e.props[n];if(d(r)&&(r=r()),typeof r==`object`&&r&&t in r){let e=a(r,t);return e&&!e.configurable&&(e.configurable=!0),e}}},has(e,t){if(t===le||t===de)return!1;for(let n of e.props)if(d(n)&&(n=n()),n!=null&&t in n)return!0;return!1},ownKeys(e){let t=[];for(let n of e.props)if(d(n)&&(n=n()),n){for(let e in n)t.includes(e)||t.push(e);for(let e of Object.getOwnPropertySymbols(n))t.includes(e)||t.push(e)}return t}};function Ma(...e){return new Proxy({props:e},ja)}function Na(e,t,n,r){var i=!0,o=!!(n&8),s=!!(n&16),c=r,l=!0,u=void 0,d=()=>s&&i?(u??=wt(r),J(u)):(l&&(l=!1,c=s?wr(r):r),c);let f;if(o){var p=le in e||de in e;f=a(e,t)?.set??(p&&t in e?n=>e[t]=n:void 0)}var m,h=!1;o?[m,h]=Aa(()=>e[t]):m=e[t],m===void 0&&r!==void 0&&(m=d(),f&&(i&&He(t),f(m)));var g=i?()=>{var n=e[t];return n===void 0?d():(l=!0,n)}:()=>{var n=e[t];return n!==void 0&&(c=void 0),n===void 0?c:n};if(i&&!(n&4))return g;if(f){var _=e.$$legacy;return(function(e,t){return arguments.length>0?((!i||!t||_||h)&&f(t?g():e),e):g()})}var v=!1,y=(n&1?wt:Ot)(()=>(v=!1,g()));o&&J(y);var b=W;return(function(e,t){if(arguments.length>0){let n=t?J(y):i&&o?dn(e):e;return F(y,n),v=!0,c!==void 0&&(c=n),e}return nr&&v||b.f&16384?y.v:J(y)})}function Pa(e){A===null&&Fe(`onMount`),Pn(()=>{let t=wr(e);if(typeof t==`function`)return t})}function Fa(e){A===null&&Fe(`onDestroy`),Pa(()=>()=>wr(e))}typeof window<`u`&&((window.__svelte??={}).v??=new Set).add(`5`);var Ia=[{view:`read`,title:`Read`},{view:`tree`,title:`Tree`},{view:`map`,title:`Map`},{view:`questions`,title:`Questions`},{view:`history`,title:`History`}];function La(e){let[t=``,n=``]=e.replace(/^#/,``).split(`?`,2),r=new URLSearchParams(n),i=t.split(`/`).filter(Boolean).map(Va),a=e=>r.get(e)||void 0;return i[0]===`maps`&&i[1]?{at:`map`,map:i[1],view:Ia.find(e=>e.view===i[2])?.view??`read`,element:a(`element`),revision:Ba(r.get(`revision`)),source:a(`source`)}:i[0]===`sources`&&i[1]?{at:`source`,source:i[1],paragraph:a(`paragraph`)}:i[0]===`questions`?{at:`questions`}:{at:`home`,search:a(`search`)}}function Ra(e){switch(e.at){case`home`:return`#/`+za({search:e.search});case`questions`:return`#/questions`;case`source`:return`#/sources/${encodeURIComponent(e.source)}`+za({paragraph:e.paragraph});case`map`:{let{map:t,view:n,element:r,revision:i,source:a}=e;return`#/maps/${encodeURIComponent(t)}/${n}`+za({element:r,revision:i?.toString(),source:a})}}}function za(e){let t=new URLSearchParams;for(let[n,r]of Object.entries(e))r&&t.set(n,r);let n=t.toString();return n&&`?`+n}function Ba(e){return e&&/^\d{1,15}$/.test(e)?Number(e):void 0}function Va(e){try{return decodeURIComponent(e)}catch{return e}}function Ha(e){return typeof e==`object`&&!!e}var Ua=`x-graphql-event-stream-token`;function Wa(e){if(e=e,e!==`next`&&e!==`complete`)throw Error(`Invalid stream event "${e}"`);return e}function Ga(e,t){if(t)try{t=JSON.parse(t)}catch{throw Error(`Invalid stream data`)}if(e===`next`&&!t)throw Error(`Stream data must be an object for "next" events`);return t||null}var Ka;(function(e){e[e.NewLine=10]=`NewLine`,e[e.CarriageReturn=13]=`CarriageReturn`,e[e.Space=32]=`Space`,e[e.Colon=58]=`Colon`})(Ka||={});function qa(){let e,t,n,r=!1,i={event:``,data:``},a=[],o=new TextDecoder;return function(s){if(e===void 0)e=s,t=0,n=-1;else{let t=new Uint8Array(e.length+s.length);t.set(e),t.set(s,e.length),e=t}let c=e.length,l=0;for(;t<c;){r&&=(e[t]===Ka.NewLine&&(l=++t),!1);let s=-1;for(;t<c&&s===-1;++t)switch(e[t]){case Ka.Colon:n===-1&&(n=t-l);break;case Ka.CarriageReturn:r=!0;case Ka.NewLine:s=t}if(s===-1)break;if(l===s){if(i.event||i.data){if(!i.event)throw Error(`Missing message event`);let e=Wa(i.event),t=Ga(e,i.data);a.push({event:e,data:t}),i={event:``,data:``}}}else if(n>0){let t=e.subarray(l,s),r=o.decode(t.subarray(0,n)),a=n+(t[n+1]===Ka.Space?2:1),c=o.decode(t.subarray(a));switch(r){case`event`:i.event=c;break;case`data`:i.data=i.data?i.data+`
`+c:c}}l=t,n=-1}if(l===c){e=void 0;let t=[...a];return a=[],t}l!==0&&(e=e.subarray(l),t-=l)}}function Ja(e){let{singleConnection:t=!1,lazy:n=!0,lazyCloseTimeout:r=0,onNonLazyError:i=console.error,generateID:a=function(){return`xxxxxxxx-xxxx-4xxx-yxxx-xxxxxxxxxxxx`.replace(/[xy]/g,e=>{let t=Math.random()*16|0;return(e==`x`?t:t&3|8).toString(16)})},retryAttempts:o=5,retry:s=async function(e){let t=1e3;for(let n=0;n<e;n++)t*=2;await new Promise(e=>setTimeout(e,t+Math.floor(Math.random()*2700+300)))},credentials:c=`same-origin`,referrer:l,referrerPolicy:u,onMessage:d,on:f}=e,p=e.fetchFn||fetch,m=e.abortControllerImpl||AbortController,h=(()=>{let e=!1,t=[];return{get disposed(){return e},onDispose(n){return e?(setTimeout(()=>n(),0),()=>{}):(t.push(n),()=>{t.splice(t.indexOf(n),1)})},dispose(){if(!e){e=!0;for(let e of[...t])e()}}}})(),g,_,v=0,y=null,b=0;async function x(){try{if(h.disposed)throw Error(`Client has been disposed`);return await(_??=(async()=>{var t,n;if(y){if(await s(b),g.signal.aborted)throw Error(`Connection aborted by the client`);b++}(t=f?.connecting)==null||t.call(f,!!y),g=new m;let r=h.onDispose(()=>g.abort());g.signal.addEventListener(`abort`,()=>{r(),_=void 0});let i=e,a=typeof i.url==`function`?await i.url(void 0):i.url;if(g.signal.aborted)throw Error(`Connection aborted by the client`);let o=typeof i.headers==`function`?await i.headers(void 0):i.headers??{};if(g.signal.aborted)throw Error(`Connection aborted by the client`);let v;try{v=await p(a,{signal:g.signal,method:`PUT`,credentials:c,referrer:l,referrerPolicy:u,headers:o})}catch(e){throw new Ya(e)}if(v.status!==201)throw new Ya(v);o[Ua]=await v.text();let x=await Za({signal:g.signal,headers:o,credentials:c,referrer:l,referrerPolicy:u,url:a,fetchFn:p,onMessage:e=>{var t;(t=f?.message)==null||t.call(f,e),d?.(e)}});return(n=f?.connected)==null||n.call(f,!!y),x.waitForThrow().catch(()=>_=void 0),x})())}catch(e){throw _=void 0,e}}t&&!n&&(async()=>{for(v++;;)try{let{waitForThrow:e}=await x();await e()}catch(e){if(h.disposed)return;if(!(e instanceof Ya)||(_=void 0,!o||b>=o))return i?.(e);y=e}})();function S(i,S,ee){if(!t){let t=new m,n=h.onDispose(()=>{n(),t.abort()});return(async()=>{var n,r,a,m;let h=null,g=0;for(;;)try{if(h){if(await s(g),t.signal.aborted)throw Error(`Connection aborted by the client`);g++}(n=f?.connecting)==null||n.call(f,!!h),(r=ee?.connecting)==null||r.call(ee,!!h);let o=e,_=typeof o.url==`function`?await o.url(i):o.url;if(t.signal.aborted)throw Error(`Connection aborted by the client`);let v=typeof o.headers==`function`?await o.headers(i):o.headers??{};if(t.signal.aborted)throw Error(`Connection aborted by the client`);let{getResults:y}=await Za({signal:t.signal,headers:{...v,"content-type":`application/json; charset=utf-8`},credentials:c,referrer:l,referrerPolicy:u,url:_,body:JSON.stringify(i),fetchFn:p,onMessage:e=>{var t,n;(t=f?.message)==null||t.call(f,e),(n=ee?.message)==null||n.call(ee,e),d?.(e)}});(a=f?.connected)==null||a.call(f,!!h),(m=ee?.connected)==null||m.call(ee,!!h);for await(let e of y())h=null,g=0,S.next(e);return t.abort()}catch(e){if(t.signal.aborted)return;if(!(e instanceof Ya)||!o||g>=o)throw e;h=e}})().then(()=>S.complete()).catch(e=>S.error(e)),()=>t.abort()}v++;let C=new m,te=h.onDispose(()=>{te(),C.abort()});return(async()=>{let e=a();i={...i,extensions:{...i.extensions,operationId:e}};let t=null;for(;;){t=null;try{let{url:n,headers:r,getResults:a}=await x(),o;try{o=await p(n,{signal:C.signal,method:`POST`,credentials:c,referrer:l,referrerPolicy:u,headers:{...r,"content-type":`application/json; charset=utf-8`},body:JSON.stringify(i)})}catch(e){throw new Ya(e)}if(o.status!==202)throw new Ya(o);t=async()=>{let t;try{let i=new m,a=h.onDispose(()=>{a(),i.abort()});t=await p(n+`?operationId=`+e,{signal:i.signal,method:`DELETE`,credentials:c,referrer:l,referrerPolicy:u,headers:r})}catch(e){throw new Ya(e)}if(t.status!==200)throw new Ya(t)};for await(let t of a({signal:C.signal,operationId:e}))y=null,b=0,S.next(t);return t=null,C.abort()}catch(e){if(C.signal.aborted)return await t?.();if(!(e instanceof Ya)||(n&&(_=void 0),!o||b>=o))throw C.abort(),e;y=e}finally{C.signal.aborted&&--v===0&&(isFinite(r)&&r>0?setTimeout(()=>{v||g.abort()},r):g.abort())}}})().then(()=>S.complete()).catch(e=>S.error(e)),()=>C.abort()}return{subscribe:S,iterate(e,t){let n=[],r={done:!1,error:null,resolve:()=>{}},i=S(e,{next(e){n.push(e),r.resolve()},error(e){r.done=!0,r.error=e,r.resolve()},complete(){r.done=!0,r.resolve()}},t),a=(async function*(){for(;;){for(n.length||await new Promise(e=>r.resolve=e);n.length;)yield n.shift();if(r.error)throw r.error;if(r.done)return}})();return a.throw=async e=>(r.done||(r.done=!0,r.error=e,r.resolve()),{done:!0,value:void 0}),a.return=async()=>(i(),{done:!0,value:void 0}),a},dispose(){h.dispose()}}}var Ya=class extends Error{constructor(e){let t,n;Xa(e)?(n=e,t=`Server responded with `+e.status+`: `+e.statusText):t=e instanceof Error?e.message:String(e),super(t),this.name=this.constructor.name,this.response=n}};function Xa(e){return Ha(e)&&typeof e.ok==`boolean`&&typeof e.status==`number`&&typeof e.statusText==`string`}async function Za(e){let{signal:t,url:n,credentials:r,headers:i,body:a,referrer:o,referrerPolicy:s,fetchFn:c,onMessage:l}=e,u={},d={},f;try{f=await c(n,{signal:t,method:a?`POST`:`GET`,credentials:r,referrer:o,referrerPolicy:s,headers:{...i,accept:`text/event-stream`},body:a})}catch(e){throw new Ya(e)}if(!f.ok)throw new Ya(f);if(!f.body)throw Error(`Missing response body`);let p=null,m;return(async()=>{var e;try{let t=qa();for await(let n of Qa(f.body)){if(typeof n==`string`)throw p=Error(`Unexpected string chunk "${n}"`);let r;try{r=t(n)}catch(e){throw p=e}if(r)for(let t of r){try{l?.(t)}catch(e){throw p=e}let n=t.data&&`id`in t.data?t.data.id:``;switch(n in d||(d[n]=[]),t.event){case`next`:n?d[n].push(t.data.payload):d[n].push(t.data);break;case`complete`:d[n].push(`complete`);break;default:throw p=Error(`Unexpected message event "${t.event}"`)}(e=u[n])==null||e.proceed()}}if(Object.keys(u).length)throw Error(`Connection closed while having active streams`)}catch(e){p=!p&&Object.keys(u).length?new Ya(e):e,m?.(p)}finally{Object.values(u).forEach(({proceed:e})=>e())}})(),{url:n,headers:i,waitForThrow:()=>new Promise((e,t)=>{if(p)return t(p);m=t}),async*getResults(e){let{signal:t,operationId:n=``}=e??{};try{for(;;){for(;d[n]?.length;){let e=d[n].shift();if(e===`complete`)return;yield e}if(p)throw p;if(t?.aborted)throw Error(`Getting results aborted by the client`);await new Promise(e=>{let r=()=>{t?.removeEventListener(`abort`,r),delete u[n],e()};t?.addEventListener(`abort`,r),u[n]={proceed:r}})}}finally{delete d[n]}}}}function Qa(e){return typeof Object(e)[Symbol.asyncIterator]==`function`?(e=e,e):(async function*(){let t=e.getReader(),n;do n=await t.read(),n.value!==void 0&&(yield n.value);while(!n.done)})()}var $a=class{#e=P(`online`);get state(){return J(this.#e)}set state(e){F(this.#e,e,!0)}#t=P(dn(eo()));get token(){return J(this.#t)}set token(e){F(this.#t,e,!0)}lost(){this.state!==`denied`&&(this.state=`offline`)}found(){this.state=`online`}denied(){this.state=`denied`}bring(e){this.token=e.trim(),this.state=`online`;try{sessionStorage.setItem(`argmap-token`,this.token)}catch{}}};function eo(){try{return sessionStorage.getItem(`argmap-token`)??``}catch{return``}}var Q=new $a,to=new URL(`/graphql`,location.href).href,no=class extends Error{code;reason;field;extensions;constructor(e,t,n,r,i){super(e),this.code=t,this.reason=n,this.field=r,this.extensions=i}},ro=class extends Error{};async function io(e,t,n){let r=await ao({query:e.toString(),variables:t},n),i=r.errors?.[0];if(i)throw oo(i);if(!r.data)throw new ro(`the server gave an answer without data`);return r.data}async function ao(e,t){let n;try{n=await fetch(to,{method:`POST`,headers:{"content-type":`application/json`,accept:`application/graphql-response+json`,...so()},body:JSON.stringify(e),signal:t??null})}catch(e){throw t?.aborted?e:(Q.lost(),new ro(`the server cannot be reached`,{cause:e}))}n.status===401&&Q.denied();let r;try{r=await n.json()}catch(e){throw t?.aborted?e:(Q.lost(),new ro(`the server answered ${n.status} with something that is not JSON`,{cause:e}))}return n.status!==401&&Q.found(),r}function oo(e){let t=e.extensions??{},n=e=>typeof t[e]==`string`?t[e]:void 0;return new no(e.message,n(`code`)??`INTERNAL`,n(`reason`)??``,n(`field`),t)}function so(){return Q.token?{authorization:`Bearer ${Q.token}`}:{}}var co;function lo(e,t,n){return co??=Ja({url:to,retryAttempts:0,headers:so}),co.subscribe({query:e.toString(),variables:t},{next:({data:e,errors:t})=>{t?.[0]?n.end(oo(t[0])):e&&n.next(e)},error:e=>n.end(e),complete:()=>n.end(void 0)})}var $=class extends String{__apiType;value;__meta__;constructor(e,t){super(e),this.value=e,this.__meta__=t}toString(){return this.value}};new $(`
    fragment Part on Element {
  __typename
  id
  text
}
    `,{fragmentName:`Part`}),new $(`
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
}`,{fragmentName:`Step`}),new $(`
    fragment Stamp on ChangeSet {
  revision
  actor
  time
  message
  undoes
}
    `,{fragmentName:`Stamp`}),new $(`
    fragment Done on ChangeSet {
  operations {
    type
    id
    before
    after
  }
}
    `,{fragmentName:`Done`}),new $(`
    fragment HomeChange on ChangeSet {
  revision
  actor
  time
  message
  undoes
}
    `,{fragmentName:`HomeChange`}),new $(`
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
}`,{fragmentName:`HomeMap`}),new $(`
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
    `,{fragmentName:`HomeSource`}),new $(`
    fragment Judged on Acceptance {
  label
  reason
  outcome
}
    `,{fragmentName:`Judged`}),new $(`
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
    `,{fragmentName:`Named`}),new $(`
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
}`,{fragmentName:`Explained`}),new $(`
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
}`,{fragmentName:`Moved`}),new $(`
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
    `,{fragmentName:`Waiting`}),new $(`
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
    `,{fragmentName:`Cites`}),new $(`
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
}`,{fragmentName:`CitingElement`}),new $(`
    fragment TextParagraph on Paragraph {
  id
  ordinal
  kind
  text
  fragment
}
    `,{fragmentName:`TextParagraph`}),new $(`
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
    `,{fragmentName:`TextDetails`}),new $(`
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
    `,{fragmentName:`RowElement`}),new $(`
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
}`,{fragmentName:`Row`}),new $(`
    fragment MapHead on ArgumentMap {
  id
  title
  description
  language
  revision
  owner
  created
}
    `,{fragmentName:`MapHead`});var uo=new $(`
    query Alive {
  __typename
}
    `),fo=new $(`
    mutation Apply($input: ApplyChangesInput!) {
  applyChanges(input: $input) {
    ids {
      ref
      id
    }
    revision
  }
}
    `),po=new $(`
    mutation ChangeMap($input: UpdateMapInput!) {
  updateMap(input: $input) {
    revision
  }
}
    `),mo=new $(`
    mutation CopyMap($input: CopyMapInput!) {
  copyMap(input: $input) {
    map {
      id
      title
    }
  }
}
    `),ho=new $(`
    mutation DeleteMap($input: DeleteMapInput!) {
  deleteMap(input: $input) {
    map
  }
}
    `),go=new $(`
    mutation TakeBack($input: UndoInput!) {
  undo(input: $input) {
    revision
  }
}
    `),_o=new $(`
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
    `),vo=new $(`
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
    `),yo=new $(`
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
}`),bo=new $(`
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
}`),xo=new $(`
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
}`),So=new $(`
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
}`),Co=new $(`
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
}`),wo=new $(`
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
}`),To=new $(`
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
}`),Eo=new $(`
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
}`),Do=new $(`
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
}`),Oo=new $(`
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
}`),ko=new $(`
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
}`),Ao=new $(`
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
    `),jo=new $(`
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
    `),Mo=new $(`
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
    `),No=new $(`
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
    `),Po=new $(`
    mutation CreateMap($input: CreateMapInput!) {
  createMap(input: $input) {
    map {
      id
    }
  }
}
    `),Fo=new $(`
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
}`),Io=new $(`
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
}`),Lo=new $(`
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
}`),Ro=new $(`
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
}`),zo=new $(`
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
}`),Bo=new $(`
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
}`),Vo=new $(`
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
}`),Ho=new $(`
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
}`),Uo=new $(`
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
    `),Wo=new $(`
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
}`),Go=new $(`
    mutation MapThisText($input: CreateMapInput!) {
  createMap(input: $input) {
    map {
      id
    }
  }
}
    `),Ko=new $(`
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
}`),qo=new $(`
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
    `),Jo=new $(`
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
    `),Yo=Y(`<p class="bar svelte-ggm9vb"><strong>The server does not answer.</strong> What you typed is kept; the page goes on by itself when the server is back.</p>`),Xo=Y(`<span id="token-wrong"><strong>That is not the token of this server.</strong></span>`),Zo=Y(`<form class="bar svelte-ggm9vb"><!> <label for="token"><strong>This server asks for a token.</strong></label> <input id="token" class="input svelte-ggm9vb" type="password" autocomplete="off" required=""/> <button class="button primary">Go on</button></form>`),Qo=Y(`<div role="status"><!></div>`);function $o(e,t){it(t,!0);let[n,r]=[1e3,15e3],i=P(``),a=Dt(()=>Q.token!==``);Pn(()=>{if(Q.state!==`offline`)return;let e=n,t,i=new AbortController,a=()=>t=setTimeout(()=>void o(),e);async function o(){e=Math.min(2*e,r),await io(uo,{},i.signal).catch(()=>{}),i.signal.aborted||a()}return a(),()=>{clearTimeout(t),i.abort()}});function o(e){e.preventDefault(),Q.bring(J(i)),location.reload()}var s=Qo(),c=xn(s),l=e=>{X(e,Yo())},u=e=>{var t=Zo(),n=xn(t),r=e=>{X(e,Xo())};_i(n,e=>{J(a)&&e(r)});var s=R(n,4);ua(s),ke(2),k(t),Vn(()=>{Z(s,`aria-invalid`,J(a)||void 0),Z(s,`aria-describedby`,J(a)?`token-wrong`:void 0)}),Hr(`submit`,t,o),va(s,()=>J(i),e=>F(i,e)),X(e,t)};_i(c,e=>{Q.state===`offline`?e(l):Q.state===`denied`&&e(u,1)}),k(s),X(e,s),at()}var es=8e3,ts=new class{#e=P([]);get list(){return J(this.#e)}set list(e){F(this.#e,e)}#t=1;say(e,t=`done`,n){let r={id:this.#t++,text:e,tone:t,action:n};this.list=[...this.list.slice(-2),r],t===`done`&&setTimeout(()=>this.close(r.id),es)}close(e){this.list=this.list.filter(t=>t.id!==e)}},ns=Y(`<button class="button quiet"> </button>`),rs=Y(`<div><span aria-hidden="true"> </span> <span class="text svelte-sshnvr"> </span> <!> <button class="button quiet" aria-label="Dismiss">×</button></div>`),is=Y(`<div class="notices svelte-sshnvr" role="status" aria-live="polite"></div>`);function as(e,t){it(t,!0);var n=is();wi(n,21,()=>ts.list,e=>e.id,(e,t)=>{var n=rs();let r;var i=xn(n),a=Cn(i,!0),o=R(i,2),s=Cn(o,!0),c=R(o,2),l=e=>{var n=ns(),r=Cn(n,!0);Vn(()=>si(r,J(t).action.words)),Ur(`click`,n,()=>{J(t).action?.run(),ts.close(J(t).id)}),X(e,n)};_i(c,e=>{J(t).action&&e(l)});var u=R(c,2);k(n),Vn(()=>{r=Wi(n,1,`notice svelte-sshnvr`,null,r,{wrong:J(t).tone===`wrong`}),si(a,J(t).tone===`wrong`?`!`:`✓`),si(s,J(t).text)}),Ur(`click`,u,()=>ts.close(J(t).id)),X(e,n)}),k(n),X(e,n),at()}Wr([`click`]);var os=Y(`<button class="button quiet"><span aria-hidden="true"> </span> <span class="unseen"> </span></button>`);function ss(e,t){it(t,!0);let n=[`light dark`,`light`,`dark`],r={"light dark":`as the system`,light:`light`,dark:`dark`},i={"light dark":`◐`,light:`○`,dark:`●`},a=P(dn(o()));Pn(()=>{document.documentElement.style.colorScheme=J(a)});function o(){try{return n.find(e=>e===localStorage.getItem(`argmap-theme`))??`light dark`}catch{return`light dark`}}function s(){F(a,n[(n.indexOf(J(a))+1)%n.length],!0);try{localStorage.setItem(`argmap-theme`,J(a))}catch{}}var c=os(),l=xn(c),u=Cn(l,!0),d=Cn(R(l,2));k(c),Vn(()=>{Z(c,`title`,`Colours: ${r[J(a)]??``}`),si(u,i[J(a)]),si(d,`Colours: ${r[J(a)]??``}. Change.`)}),Ur(`click`,c,s),X(e,c),at()}Wr([`click`]);var cs=new class{#e=P(La(location.hash));get place(){return J(this.#e)}set place(e){F(this.#e,e)}constructor(){addEventListener(`hashchange`,()=>this.place=La(location.hash))}go(e,t=!1){let n=Ra(e);n!==location.hash&&(t?history.replaceState(null,``,n):history.pushState(null,``,n),this.place=e)}},ls=(function(){let e=typeof document<`u`&&document.createElement(`link`).relList;return e&&e.supports&&e.supports(`modulepreload`)?`modulepreload`:`preload`})(),us=function(e){return`/explorer/`+e},ds={},fs=function(e){return e.pathname.endsWith(`.css`)},ps=function(e,t,n){if(t in e)return e[t];let r=n();if(!r){e[t]=void 0;return}let i=r.then(()=>{e[t]=void 0},n=>{throw e[t]=void 0,n});return e[t]=i,i},ms=function(e,t,n){let r=Promise.resolve();if(t&&t.length>0){let e,i=document.querySelector(`meta[property=csp-nonce]`),a=i?.nonce||i?.getAttribute(`nonce`);function o(e){return Promise.all(e.map(e=>Promise.resolve(e).then(e=>({status:`fulfilled`,value:e}),e=>({status:`rejected`,reason:e}))))}function s(e){return import.meta.resolve?new URL(import.meta.resolve(e)):new URL(e,import.meta.url)}r=o(t.map(t=>{t=us(t,n);let r=s(t),i=fs(r);return ps(ds,r.href,()=>{if(e===void 0){e={all:new Set,styles:new Set};let t=document.getElementsByTagName(`link`);for(let n=t.length-1;n>=0;n--){let r=t[n];e.all.add(r.href),r.rel===`stylesheet`&&e.styles.add(r.href)}}if((i?e.styles:e.all).has(r.href))return;let t=document.createElement(`link`);if(t.rel=i?`stylesheet`:ls,i||(t.as=`script`),t.crossOrigin=``,t.href=r.href,a&&t.setAttribute(`nonce`,a),document.head.appendChild(t),i)return new Promise((e,n)=>{let i=a=>{t.removeEventListener(`load`,i),t.removeEventListener(`error`,i),a.type===`error`?n(Error(`Unable to preload CSS for ${r}`)):e(a)};t.addEventListener(`load`,i),t.addEventListener(`error`,i)})})}).filter(e=>e!==void 0))}function i(e){let t=new Event(`vite:preloadError`,{cancelable:!0});if(t.payload=e,window.dispatchEvent(t),!t.defaultPrevented)throw e}return r.then(t=>{for(let e of t||[])e.status===`rejected`&&i(e.reason);return e().catch(i)})},hs=Y(`<p class="wait svelte-1n46o8q" role="alert">This part of the page could not be loaded: the server cannot be reached. <button class="button">Try again</button></p>`),gs=Y(`<p class="wait soft svelte-1n46o8q">Loading…</p>`),_s=Y(`<h1 class="unseen">Nothing is shown without the token</h1>`),vs=Y(`<a class="skip svelte-1n46o8q" href="#main">Skip to the content</a> <div class="page svelte-1n46o8q"><header class="bar svelte-1n46o8q"><a class="brand svelte-1n46o8q"><img alt="" width="24" height="24"/> argmap</a> <nav aria-label="Site" class="svelte-1n46o8q"><a class="button quiet svelte-1n46o8q">Maps</a> <a class="button quiet svelte-1n46o8q">Open questions</a></nav> <span class="fill svelte-1n46o8q"></span> <!></header> <!> <main id="main" tabindex="-1" class="svelte-1n46o8q"><!></main></div> <!>`,1);function ys(e,t){it(t,!0);let n={home:()=>ms(()=>import(`./Home-CP8NJypj.js`).then(e=>e.t),__vite__mapDeps([0,1,2,3,4,5])),map:()=>ms(()=>import(`./MapPage-9iFcwvPr.js`).then(e=>e.t),__vite__mapDeps([6,1,7,2,8])),source:()=>ms(()=>import(`./SourcePage-CVvWGgiw.js`),__vite__mapDeps([9,10,2,11,3,7,12,13,14])),questions:()=>ms(()=>import(`./AllQuestions-D1DYb1Be.js`),__vite__mapDeps([15,16,2,17,3,18,19]))},r=Dt(()=>cs.place.at),i=Dt(()=>n[J(r)]()),a=Dt(()=>cs.place.at===`map`?cs.place.map:cs.place.at===`source`?cs.place.source:``);var o=vs(),s=Sn(o),c=R(s,2),l=xn(c),u=xn(l),d=xn(u);ke(),k(u);var f=R(u,2),p=xn(f),m=R(p,2);k(f),ss(R(f,4),{}),k(l);var h=R(l,2);$o(h,{});var g=R(h,2);yi(xn(g),()=>J(a),e=>{var t=ti(),n=Sn(t),r=e=>{var t=ti();gi(Sn(t),()=>J(i),e=>{X(e,gs())},(e,t)=>{var n=Dt(()=>{var{default:e}=J(t);return{Page:e}}),r=Dt(()=>J(n).Page),i=ti();ji(Sn(i),()=>J(r),(e,t)=>{t(e,{})}),X(e,i)},e=>{var t=hs(),n=R(xn(t));k(t),Ur(`click`,n,()=>location.reload()),X(e,t)}),X(e,t)},a=e=>{X(e,_s())};_i(n,e=>{Q.state===`denied`?e(a,-1):e(r)}),X(e,t)}),k(g),k(c),as(R(c,2),{}),Vn((e,t,n)=>{Z(u,`href`,e),Z(d,`src`,`/explorer/icon.svg`),Z(p,`href`,t),Z(p,`aria-current`,cs.place.at===`home`?`page`:void 0),Z(m,`href`,n),Z(m,`aria-current`,cs.place.at===`questions`?`page`:void 0)},[()=>Ra({at:`home`}),()=>Ra({at:`home`}),()=>Ra({at:`questions`})]),Ur(`click`,s,e=>{e.preventDefault(),document.getElementById(`main`)?.focus()}),X(e,o),at()}Wr([`click`]),ci(ys,{target:document.getElementById(`app`)});export{Ea as $,ln as $t,Go as A,$r as At,Ro as B,dr as Bt,Ao as C,_i as Ct,Vo as D,X as Dt,qo as E,ri as Et,Ho as F,Hr as Ft,lo as G,In as Gt,ro as H,Rn as Ht,yo as I,Vr as It,Ia as J,xn as Jt,Q as K,hn as Kt,go as L,J as Lt,bo as M,ei as Mt,Co as N,Wr as Nt,zo as O,ti as Ot,vo as P,Ur as Pt,Oa as Q,dn as Qt,_o as R,xr as Rt,Do as S,yi as St,Oo as T,si as Tt,io as U,Vn as Ut,no as V,Hn as Vt,so as W,Pn as Wt,Na as X,Cn as Xt,Fa as Y,Sn as Yt,Ma as Z,R as Zt,No as _,g as _n,Mi as _t,fo as a,Dt as an,Z as at,To as b,wi as bt,Eo as c,at as cn,Qi as ct,Po as d,Qe as dn,Ki as dt,F as en,xa as et,So as f,Xe as fn,Wi as ft,Io as g,f as gn,Ni as gt,Lo as h,k as hn,Pi as ht,Bo as i,Gt as in,ua as it,Ko as j,ni as jt,Jo as k,Y as kt,Uo as l,it as ln,Zi as lt,Fo as m,ke as mn,Fi as mt,cs as n,P as nn,va as nt,xo as o,ht as on,fa as ot,ho as p,Je as pn,Ri as pt,Ra as q,mn as qt,ts as r,cn as rn,ma as rt,po as s,nt as sn,da as st,ms as t,tn,ba as tt,mo as u,rt as un,Xi as ut,Mo as v,ji as vt,ko as w,gi as wt,jo as x,bi as xt,wo as y,Ai as yt,Wo as z,wr as zt};