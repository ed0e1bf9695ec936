// The board: asks /api for what has changed and shows it. Text from outside is only ever set as text.

const STATES = {
  RUNNING: ['◐', 'running'],
  WAITING: ['◷', 'waiting'],
  PARKED: ['✕', 'parked'],
  DONE: ['✓', 'done'],
  STOPPED: ['■', 'stopped'],
  DELETED: ['⌫', 'deleted'],
};
const FLOWS = {
  'project-created': 'Onboarding',
  'project-deleted': 'Deletion',
  'model-approved': 'Model',
};
const FIRST = 200;
const MOST = 2000;
const PACE = 2000;

const $ = (id) => document.getElementById(id);
const view = { states: new Set(), search: '', behind: false, limit: FIRST, project: null, run: null, letters: false };
const rows = new Map();
const known = new Map();
let detailText = '';
let findings = null;

// --- Elements -----------------------------------------------------------------------------------------------------

/** An element; children are elements or text, null ones are left out. */
function el(name, properties = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (value === null || value === undefined) continue;
    if (key === 'class') element.className = value;
    else if (key === 'on') for (const [event, listener] of Object.entries(value)) element.addEventListener(event, listener);
    else element.setAttribute(key, value);
  }
  element.append(...children.filter((child) => child !== null && child !== undefined && child !== ''));
  return element;
}

/** A link to elsewhere; only text when the address is none of the web. */
function link(text, url, title) {
  return /^https?:\/\//.test(url ?? '') ? el('a', { href: url, rel: 'noopener', title }, text) : el('span', { title }, text);
}

/** Where a repository's content came from; nothing when it is its people's own. */
function origin(repository, text, title) {
  return repository.template ? [' ', el('span', { class: 'soft' }, 'from '), link(text, repository.templateUrl, title)] : [];
}

function state(name) {
  const [symbol, word] = STATES[name] ?? ['?', name];
  return el('span', { class: `state ${name}` }, el('span', { class: 'turn', 'aria-hidden': 'true' }, symbol), ` ${word}`);
}

function span(milliseconds) {
  const seconds = Math.max(0, milliseconds / 1000);
  if (seconds < 10) return `${seconds.toFixed(1)} s`;
  if (seconds < 90) return `${Math.round(seconds)} s`;
  if (seconds < 5400) return `${Math.round(seconds / 60)} min`;
  if (seconds < 129600) return `${Math.round(seconds / 3600)} h`;
  return `${Math.round(seconds / 86400)} d`;
}

/** How long ago; kept up to date by freshen(). */
function age(iso, after = '') {
  return el('time', { datetime: iso, title: new Date(iso).toLocaleString(), 'data-after': after }, shortAge(iso, after));
}

function shortAge(iso, after) {
  const passed = Date.now() - Date.parse(iso);
  return passed < 10000 ? 'just now' : span(passed) + after;
}

function freshen() {
  for (const time of document.querySelectorAll('time')) {
    const text = shortAge(time.dateTime, time.dataset.after);
    if (time.textContent !== text) time.textContent = text;
  }
}

let silence;
function say(text) {
  $('say').textContent = text;
  clearTimeout(silence);
  silence = setTimeout(() => ($('say').textContent = ''), 8000);
}

// --- Asking -------------------------------------------------------------------------------------------------------

/** The answer as JSON; the same object as before when nothing has changed. */
async function get(url) {
  const before = known.get(url);
  const answer = await fetch(url, { headers: before ? { 'If-None-Match': before.tag } : {} });
  if (answer.status === 304) return before.body;
  const body = await answer.json().catch(() => ({}));
  if (!answer.ok) throw Object.assign(new Error(body.error ?? `${url}: HTTP ${answer.status}`), { status: answer.status });
  const tag = answer.headers.get('ETag');
  if (tag) {
    known.delete(url);
    known.set(url, { tag, body });
    if (known.size > 20) known.delete(known.keys().next().value);
  }
  return body;
}

async function send(method, url) {
  const answer = await fetch(url, { method, headers: { 'X-Drover-Request': 'true' } });
  const body = await answer.json().catch(() => ({}));
  if (!answer.ok) throw Object.assign(new Error(body.error ?? `${url}: HTTP ${answer.status}`), { status: answer.status });
  return body;
}

/** A button that does something on the server and says what came of it. */
function action(text, work, kind) {
  const button = el('button', { type: 'button', class: kind });
  button.textContent = text;
  button.addEventListener('click', async () => {
    button.disabled = true;
    try {
      say(await work());
    } catch (problem) {
      say(problem.message);
    } finally {
      button.disabled = false;
      refresh();
    }
  });
  return button;
}

// --- Where we are: the address says it, so that it can be sent to somebody ----------------------------------------

function readAddress() {
  const [path, query] = location.hash.replace(/^#/, '').split('?');
  const parts = path.split('/').filter(Boolean).map(decodeURIComponent);
  const wanted = new URLSearchParams(query ?? '');
  view.states = new Set((wanted.get('state') ?? '').split(',').filter((name) => name in STATES));
  view.search = wanted.get('search') ?? '';
  view.behind = wanted.get('behind') === 'true';
  view.project = parts[0] === 'projects' && parts.length === 3 ? `${parts[1]}/${parts[2]}` : null;
  view.run = parts[0] === 'runs' ? parts[1] : null;
  view.letters = parts[0] === 'dead-letters';
  if ($('search').value.trim() !== view.search) $('search').value = view.search;
}

function query() {
  const wanted = new URLSearchParams();
  if (view.states.size) wanted.set('state', [...view.states].join(','));
  if (view.search) wanted.set('search', view.search);
  if (view.behind) wanted.set('behind', 'true');
  const text = wanted.toString().replaceAll('%2C', ',');
  return text ? `?${text}` : '';
}

function address(subject) {
  return `#/projects/${subject.split('/').map(encodeURIComponent).join('/')}${query()}`;
}

function here() {
  if (view.project) return address(view.project);
  return (view.letters ? '#/dead-letters' : view.run ? `#/runs/${view.run}` : '#/') + query();
}

function go(hash, replace) {
  if (location.hash === hash) return;
  if (replace) history.replaceState(null, '', hash);
  else history.pushState(null, '', hash);
  arrive();
}

function arrive() {
  const before = view.project ?? view.run ?? view.letters;
  readAddress();
  const now = view.project ?? view.run ?? view.letters;
  if (now !== before) {
    findings = null;
    detailText = '';
  }
  document.body.classList.toggle('chosen-one', Boolean(now));
  $('detail').hidden = !now;
  if (now && now !== before) {
    $('detail').replaceChildren(el('p', { class: 'soft' }, 'Loading …'));
    $('detail').focus({ preventScroll: true });
    window.scrollTo(0, 0);
  }
  markChosen();
  refresh();
}

function markChosen() {
  for (const [subject, row] of rows) {
    const chosen = subject === view.project;
    row.classList.toggle('chosen', chosen);
    const opener = row.querySelector('a.open');
    opener.setAttribute('href', address(subject));
    if (chosen) opener.setAttribute('aria-current', 'true');
    else opener.removeAttribute('aria-current');
  }
}

// --- The list -----------------------------------------------------------------------------------------------------

function listUrl() {
  const wanted = new URLSearchParams(query());
  wanted.set('limit', view.limit);
  return `/api/projects?${wanted}`;
}

function showList(page) {
  const announced = [];
  const list = $('projects');
  const gone = new Set(rows.keys());
  let at = list.firstElementChild;
  for (const project of page.projects) {
    const subject = `${project.domain}/${project.project}`;
    const text = JSON.stringify(project);
    let row = rows.get(subject);
    gone.delete(subject);
    if (!row) {
      row = el('li');
      rows.set(subject, row);
    }
    if (row.text !== text) {
      if (row.state && row.state !== project.why.state) announced.push(`${project.name ?? project.project}: ${STATES[project.why.state][1]}`);
      fillRow(row, subject, project);
      row.text = text;
      row.state = project.why.state;
    }
    if (row !== at) list.insertBefore(row, at);
    else at = at.nextElementSibling;
  }
  for (const subject of gone) {
    rows.get(subject).remove();
    rows.delete(subject);
  }
  markChosen();
  if (announced.length) say(announced.slice(0, 3).join(', '));
  showStates(page);
  showEmpty(page);
  showMore(page);
}

function fillRow(row, subject, project) {
  const focused = row.contains(document.activeElement);
  const now = project.why.sentence ?? (project.endedAt ? null : project.step);
  const differences = project.differences.length;
  const behind = project.repositories.filter((one) => one.behindSince).length;
  row.replaceChildren(
    el('div', { class: 'row' },
      state(project.why.state),
      el('div', { class: 'project' },
        el('a', { class: 'open', href: address(subject) }, project.name ?? project.project),
        el('span', { class: 'id mono' }, `${project.domain}/`, el('wbr'), project.project)),
      el('div', { class: 'now' },
        project.step && !project.endedAt ? el('span', {}, `${project.step}${project.attempt > 1 ? ` · attempt ${project.attempt}` : ''}`) : null,
        now && now !== project.step ? el('span', { class: 'why' }, now) : null,
        differences ? el('span', { class: 'WAITING' }, `≠ ${differences} ${differences === 1 ? 'difference' : 'differences'} found`) : null,
        behind ? el('span', { class: 'WAITING' }, `⇡ template: ${behind} behind`) : null),
      el('div', { class: 'repos' },
        ...project.repositories.map((one) => el('span', {}, link(one.role, one.url, one.repository), ...origin(one, one.commit.slice(0, 7), `${one.template} at ${one.commit}`)))),
      el('div', { class: 'deploy' }, project.deployment ? deployment(project.deployment) : null),
      el('div', { class: 'age soft' }, age(project.endedAt ?? project.startedAt))));
  if (focused) row.querySelector('a.open').focus();
}

function deployment(one) {
  const [symbol, word] = one.conclusion
    ? [one.conclusion === 'success' ? '✓' : '✕', one.conclusion.replaceAll('_', ' ')]
    : { INTENDED: ['◷', 'about to start'], ACCEPTED: ['◐', 'started'], STARTED: ['◐', 'running'], UNCERTAIN: ['?', 'uncertain'], ENDED: ['■', 'ended'] }[one.state];
  const kind = one.conclusion ? (one.conclusion === 'success' ? 'success' : 'failure') : one.state === 'UNCERTAIN' ? 'failure' : 'IN_PROGRESS';
  const version = one.model.slice(one.model.lastIndexOf('/') + 1);
  return el('span', { class: kind }, `${symbol} `, link(`version ${version}: ${word}`, one.url, one.model));
}

function showStates({ totals, behind }) {
  const all = Object.values(totals).reduce((sum, count) => sum + count, 0);
  const filters = [['', 'All', all], ...Object.keys(STATES).map((name) => [name, STATES[name].join(' '), totals[name] ?? 0])];
  const text = JSON.stringify([filters, [...view.states], behind, view.behind]);
  if ($('states').text === text) return;
  $('states').text = text;
  const focused = document.activeElement?.dataset?.state;
  $('states').replaceChildren(
    ...filters.filter(([name, , count]) => !name || count || view.states.has(name)).map(([name, word, count]) =>
      el('button', {
        type: 'button',
        class: name,
        'data-state': name || 'ALL',
        'aria-pressed': String(name ? view.states.has(name) : !view.states.size && !view.behind),
        on: { click: () => choose(name) },
      }, `${word} ${count.toLocaleString('en')}`)),
    ...(behind || view.behind ? [el('button', {
      type: 'button',
      class: 'WAITING',
      'data-state': 'BEHIND',
      title: 'Projects with a repository whose template has gone on',
      'aria-pressed': String(view.behind),
      on: { click: chooseBehind },
    }, `⇡ template behind ${behind.toLocaleString('en')}`)] : []),
    el('a', { href: '#/dead-letters', class: 'soft' }, 'Dead letters'));
  if (focused) document.querySelector(`[data-state="${focused}"]`)?.focus();
}

function choose(name) {
  if (!name) {
    view.states.clear();
    view.behind = false;
  } else if (!view.states.delete(name)) view.states.add(name);
  view.limit = FIRST;
  go(here());
}

function chooseBehind() {
  view.behind = !view.behind;
  view.limit = FIRST;
  go(here());
}

function showEmpty(page) {
  const filtered = view.states.size || view.search || view.behind;
  const shown = page.projects.length > 0;
  $('empty').hidden = shown;
  document.querySelector('.head').hidden = !shown;
  if (shown) return;
  $('empty').replaceChildren(
    ...(filtered
      ? [el('h2', {}, 'No project fits'), el('p', {}, 'Nothing here has this state, name, id or repository. ', el('a', { href: '#/' }, 'Show all projects'))]
      : [el('h2', {}, 'No project yet'),
         el('p', {}, 'A project shows up here as soon as its CreateProject event has come. Create one in SageMaker Unified Studio.'),
         el('p', {}, 'If one was created and is not here after a minute: look at the queue depths above, and run ', el('code', {}, 'java -jar drover.jar doctor'), '. Projects whose event was lost come in by the sweep (', el('code', {}, 'drover.reconcile.domains'), ').')]));
}

function showMore(page) {
  const text = `${page.next} ${view.limit}`;
  if ($('more').text === text) return;
  $('more').text = text;
  $('more').replaceChildren();
  if (!page.next) return;
  if (view.limit < MOST) {
    $('more').append(el('button', { type: 'button', on: { click: () => { view.limit = MOST; refresh(); } } }, `Show up to ${MOST.toLocaleString('en')}`));
  } else {
    $('more').append(`The newest ${MOST.toLocaleString('en')} are shown: find others by name, id or repository.`);
  }
}

// --- The chosen one -----------------------------------------------------------------------------------------------

async function loadDetail() {
  if (view.letters) return showLetters();
  const url = view.project ? `/api/projects/${view.project.split('/').map(encodeURIComponent).join('/')}` : `/api/runs/${encodeURIComponent(view.run)}`;
  const wanted = here();
  let body;
  try {
    body = await get(url);
  } catch (problem) {
    if (problem.status !== 404) throw problem;
    $('detail').replaceChildren(title('Not here'), el('p', {}, problem.message));
    return;
  }
  if (wanted !== here()) return;
  const text = JSON.stringify([body, findings]);
  if (text === detailText) return grow();
  detailText = text;
  const focused = focusPath();
  const open = new Map([...document.querySelectorAll('#detail details')].map((one) => [one.id, one.open]));
  if (view.project) fillProject(body);
  else $('detail').replaceChildren(title('Run'), explanation(body.why) ?? '', timeline(body, true, true));
  for (const one of document.querySelectorAll('#detail details')) if (open.has(one.id)) one.open = open.get(one.id);
  refocus(focused);
  grow();
}

function focusPath() {
  const active = document.activeElement;
  return active && active !== $('detail') && $('detail').contains(active) ? [active.tagName, active.textContent] : null;
}

function refocus(path) {
  if (!path) return;
  [...$('detail').querySelectorAll(path[0])].find((one) => one.textContent === path[1])?.focus({ preventScroll: true });
}

function title(text, small) {
  return el('div', { class: 'title' },
    el('div', {}, el('h2', {}, text), small ? el('p', { class: 'id mono' }, small) : null),
    el('button', { type: 'button', id: 'close', 'aria-label': 'Back to the list (Escape)', on: { click: back } }, '× Close'));
}

function explanation(why) {
  if (!why.sentence && !why.advice) return null;
  return el('div', { class: `note ${why.state}` },
    why.sentence ? el('p', {}, why.sentence) : null,
    why.advice ? el('p', {}, el('strong', {}, 'What to do: '), why.advice) : null,
    why.requestIds.length ? el('p', { class: 'soft' }, 'For support: request ', ...why.requestIds.flatMap((id, at) => [at ? ', ' : '', el('code', {}, id)])) : null);
}

function fillProject({ project, runs }) {
  const subject = `${project.domain}/${project.project}`;
  const parked = project.why.state === 'PARKED';
  const api = `/api/projects/${encodeURIComponent(project.domain)}/${encodeURIComponent(project.project)}/reconcile`;
  $('detail').replaceChildren(...[
    title(project.name ?? project.project, subject),
    el('p', {}, state(project.why.state), ' · ', project.endedAt ? '' : 'started ', age(project.endedAt ?? project.startedAt, ' ago'),
      project.attempt > 1 ? `, attempt ${project.attempt}` : ''),
    explanation(project.why),
    el('div', { class: 'buttons' },
      parked ? action('Retry', () => retry(project.run), 'main') : null,
      action('Reconcile (dry run)', async () => {
        findings = { subject, ...(await send('POST', `${api}?dryRun=true`)) };
        return findings.findings.length ? `${findings.findings.length} found` : 'Nothing differs.';
      })),
    compared(project, subject, api),
    el('ul', { class: 'links' }, ...project.links.map((one) => el('li', {}, link(one.title, one.url)))),
    el('h3', {}, 'Repositories'),
    project.repositories.length
      ? el('dl', {}, ...project.repositories.flatMap((one) => [
          el('dt', {}, `${one.role} repository`),
          el('dd', {}, link(one.repository, one.url), ...origin(one, `${one.template} ${one.commit.slice(0, 7)}`, one.commit),
            one.behindSince ? el('span', { class: 'WAITING' }, ' ⇡ behind since ', age(one.behindSince, ' ago')) : null),
        ]), ...(project.deployment ? [el('dt', {}, 'last deployment'), el('dd', {}, deployment(project.deployment), ' · ', age(project.deployment.at, ' ago'))] : []))
      : el('p', { class: 'soft' }, 'None is filled yet.'),
    el('h3', {}, 'Runs'),
    ...runs.map((run, at) => timeline(run, at === 0 || run.id === project.run, run.id === project.run)),
  ].filter(Boolean));
}

function compared(project, subject, api) {
  const mine = findings?.subject === subject ? findings : null;
  const sentences = mine ? mine.findings : project.differences;
  if (!mine && !project.checkedAt) return null;
  return el('div', { class: `note ${sentences.length ? 'WAITING' : ''}` },
    el('p', {}, el('strong', {}, sentences.length ? (mine && !mine.ready ? 'Not ready' : '≠ It differs from what it should be') : '✓ Nothing differs'), ' ',
      el('span', { class: 'soft' }, mine ? 'as compared now' : 'by the sweep, '), mine ? null : age(project.checkedAt, ' ago')),
    sentences.length ? el('ul', {}, ...sentences.map((one) => el('li', {}, one))) : null,
    sentences.length ? action('Reconcile: mend it', async () => {
      const report = await send('POST', `${api}?dryRun=false`);
      findings = null;
      return report.asked ? 'Asked for; it shows up as a new run.' : 'Nothing differs any more.';
    }, 'main') : null);
}

/** What a run on a model is about: group/version and what it became. */
function about(run) {
  const model = /model-package\/(\S+) ([A-Za-z]+)/.exec(run.subject);
  return model ? ` ${model[1]} ${model[2]}` : '';
}

function timeline(run, open, told) {
  const begin = Date.parse(run.startedAt);
  const details = el('details', { class: 'run', id: `run-${run.id}` },
    el('summary', {},
      state(run.why.state), ' ', el('strong', {}, FLOWS[run.flow] ?? run.flow), about(run), ' · ',
      age(run.startedAt, ' ago'), run.attempt > 1 ? ` · attempt ${run.attempt}` : '', run.endedAt ? el('span', { class: 'soft' }, ` · took ${span(Date.parse(run.endedAt) - begin)}`) : null),
    run.why.sentence && !told ? el('p', { class: run.why.state }, run.why.sentence) : null,
    el('ol', { class: 'steps', 'aria-label': 'Steps' }, ...run.steps.map((step) => stepRow(step, run))),
    el('p', { class: 'soft id' }, run.deployment ? el('span', {}, deployment(run.deployment), ' ') : null, 'run ', el('a', { class: 'mono', href: `#/runs/${run.id}` }, run.id)));
  details.open = open;
  return details;
}

function stepRow(step, run) {
  const kind = step.problem ? 'FAILED' : step.endedAt ? 'DONE' : run.endedAt ? 'STOPPED' : 'RUNNING';
  const bar = el('i');
  Object.assign(bar.dataset, { from: step.startedAt, to: step.endedAt ?? run.endedAt ?? '', begin: run.startedAt, end: run.endedAt ?? '' });
  return el('li', { class: `step ${kind}` },
    el('span', { class: kind }, el('span', { class: 'turn', 'aria-hidden': 'true' }, { FAILED: '✕', DONE: '✓', STOPPED: '■', RUNNING: '◐' }[kind]), el('span', { class: 'unseen' }, { FAILED: 'failed', DONE: 'done', STOPPED: 'cut short', RUNNING: 'running' }[kind])),
    el('span', { title: step.id }, step.title),
    el('span', { class: 'track', 'aria-hidden': 'true' }, bar),
    el('span', { class: 'took' }, step.endedAt ? span(Date.parse(step.endedAt) - Date.parse(step.startedAt)) : ''),
    step.problem ? el('span', { class: 'problem' }, step.problem) : null);
}

/** Draws the bars; what runs grows. */
function grow() {
  for (const bar of document.querySelectorAll('.track i')) {
    const begin = Date.parse(bar.dataset.begin);
    const end = Math.max(bar.dataset.end ? Date.parse(bar.dataset.end) : Date.now(), begin + 1);
    const from = Date.parse(bar.dataset.from);
    const to = bar.dataset.to ? Date.parse(bar.dataset.to) : Date.now();
    bar.style.left = `${Math.min(99, (100 * (from - begin)) / (end - begin))}%`;
    bar.style.width = `${Math.max(0, Math.min(100, (100 * (to - from)) / (end - begin)))}%`;
    if (!bar.dataset.to) bar.closest('.step').querySelector('.took').textContent = span(to - from);
  }
}

// --- Dead letters -------------------------------------------------------------------------------------------------

async function letters() {
  const body = await get('/api/dead-letters');
  return { list: body.letters ?? body, more: Boolean(body.more) };
}

async function retry(run) {
  const { list } = await letters();
  const letter = list.find((one) => one.run === run);
  if (!letter) return 'Its event is not in the dead letters now: it was retried or dropped already, or somebody is looking at it; try again in half a minute.';
  await send('POST', `/api/dead-letters/${encodeURIComponent(letter.id)}/retry`);
  return 'Sent back to its queue; a new run begins.';
}

/** Looking hides them from others for a moment, so it is done once and not again and again. */
async function showLetters() {
  if (detailText === 'letters') return;
  detailText = 'letters';
  let found;
  try {
    found = await letters();
  } catch (problem) {
    $('detail').replaceChildren(title('Dead letters'), el('p', {}, problem.message));
    return;
  }
  const again = () => { detailText = ''; };
  const queues = [...new Set(found.list.map((one) => one.feed))];
  const done = (text) => (body) => { again(); return body.failed?.length ? body.failed.map((one) => one.reason).join(' ') : text; };
  $('detail').replaceChildren(...[
    title('Dead letters', 'events that could not be worked on'),
    found.list.length ? null : el('p', {}, '✓ There are none.'),
    el('div', { class: 'buttons' },
      found.list.length ? action('Retry all', () => send('POST', '/api/dead-letters/retry').then(done('Sent back to their queues.')), 'main') : null,
      found.list.length && queues.length === 1 && queues[0] ? action(`Redrive all to ${queues[0]}`, () => send('POST', `/api/dead-letters/redrive?to=${encodeURIComponent(queues[0])}`).then(() => { again(); return 'SQS moves them now.'; })) : null,
      action('Look again', async () => { again(); return ''; })),
    ...found.list.map((one) => el('section', { class: 'note PARKED' },
      el('p', {}, el('strong', {}, FLOWS[one.flow] ?? one.flow ?? 'SQS moved it here'), ' · ', age(one.sentAt, ' ago'), ' · ', one.run ? el('a', { href: `#/runs/${one.run}` }, 'its run') : null),
      one.reason ? el('p', {}, one.reason) : null,
      one.advice ? el('p', {}, el('strong', {}, 'What to do: '), one.advice) : null,
      el('div', { class: 'buttons' },
        action('Retry', () => send('POST', `/api/dead-letters/${encodeURIComponent(one.id)}/retry`).then(done('Sent back to its queue.'))),
        action('Drop', () => (confirm('Delete this event for good?') ? send('DELETE', `/api/dead-letters/${encodeURIComponent(one.id)}`).then(done('Dropped.')) : 'Kept.'))),
      el('p', { class: 'id mono' }, one.id))),
    found.more ? el('p', {}, 'There are more.') : null,
  ].filter(Boolean));
}

// --- GitHub's limits and the queues -------------------------------------------------------------------------------

function showMachine(summary) {
  const { gitHub, queues } = summary;
  const waiting = Object.values(gitHub.waiting).reduce((sum, count) => sum + count, 0);
  const budget = gitHub.primary
    ? ['GitHub: ', el('b', {}, gitHub.primary.left.toLocaleString('en')), ` of ${gitHub.primary.limit.toLocaleString('en')} requests left this hour `, el('meter', { min: 0, max: gitHub.primary.limit, value: gitHub.primary.left, 'aria-label': 'requests left' })]
    : gitHub.budgets.slice(0, 1).flatMap((one) => ['GitHub: ', el('b', {}, one.left.toLocaleString('en')), ` of ${one.atOnce.toLocaleString('en')} points at hand`]);
  $('machine').replaceChildren(
    el('span', {}, ...budget),
    el('span', {}, 'GitHub requests: ', el('b', {}, gitHub.underWay), ' under way, ', el('b', {}, waiting), ' waiting'),
    gitHub.heldUntil ? el('span', { class: 'WAITING' }, `◷ GitHub asked to wait until ${new Date(gitHub.heldUntil).toLocaleTimeString()} (${gitHub.heldBy})`) : '',
    ...queues.map((one) => one.problem
      ? el('span', { title: one.problem }, `${one.queue}: not known`)
      : el('span', {}, `${one.queue}: `, el('b', {}, one.waiting), ' waiting, ', el('b', {}, one.underWay), ' under way')));
  showRoutes(summary.routes);
  $('version').textContent = `· Drover ${summary.version}`;
}

function showRoutes(routes) {
  const problem = routes?.problem ?? '';
  $('routes').hidden = !problem;
  const text = problem && `✕ An edited flow is not in force; that of ${new Date(routes.since).toLocaleString()} goes on.\n${problem}`;
  // A screen reader says again what is set again.
  if ($('routes').textContent !== text) $('routes').textContent = text;
}

// --- Keeping up to date -------------------------------------------------------------------------------------------

let timer;
let asking = false;
let again = false;
let turns = 0;

async function refresh() {
  if (asking) {
    again = true;
    return;
  }
  asking = true;
  clearTimeout(timer);
  let pause = view.limit > FIRST ? 5 * PACE : PACE;
  try {
    const url = listUrl();
    const page = await get(url);
    if (url === listUrl()) showList(page);
    if (view.project || view.run || view.letters) await loadDetail();
    // After the list, which people wait for.
    if (turns++ % 3 === 0) showMachine(await get('/api/summary'));
    freshen();
    $('trouble').hidden = true;
    document.body.dataset.ready = 'true';
  } catch (problem) {
    pause = 5000;
    turns = 0;
    $('trouble').textContent = problem.status ? problem.message : 'Drover does not answer; what you see may be old. Trying again.';
    $('trouble').hidden = false;
  } finally {
    asking = false;
    if (again) {
      again = false;
      refresh();
    } else if (!document.hidden) {
      timer = setTimeout(refresh, pause);
    }
  }
}

// --- Keys, search, theme ------------------------------------------------------------------------------------------

function back() {
  const subject = view.project;
  view.project = view.run = null;
  view.letters = false;
  go(`#/${query()}`);
  (rows.get(subject)?.querySelector('a.open') ?? $('list')).focus();
}

document.addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const typing = event.target === $('search');
  if (event.key === '/' && !typing) {
    event.preventDefault();
    if (view.project || view.run || view.letters) back();
    $('search').focus();
  } else if (event.key === 'Escape') {
    if (!$('detail').hidden) back();
    else if (view.search || view.states.size || view.behind) go('#/');
    else document.activeElement?.blur();
  } else if ((event.key === 'ArrowDown' || event.key === 'ArrowUp') && !$('detail').contains(event.target)) {
    const openers = [...document.querySelectorAll('#projects a.open')];
    const at = openers.findIndex((one) => one.closest('li').contains(document.activeElement));
    const next = openers[event.key === 'ArrowDown' ? at + 1 : at - 1];
    if (next || (at === 0 && event.key === 'ArrowUp')) {
      event.preventDefault();
      (next ?? $('search')).focus();
    }
  } else if (event.key === 'Enter' && typing) {
    event.preventDefault();
    document.querySelector('#projects a.open')?.click();
  }
});

let pendingSearch;
$('search').addEventListener('input', () => {
  clearTimeout(pendingSearch);
  pendingSearch = setTimeout(() => {
    view.search = $('search').value.trim();
    view.limit = FIRST;
    go(here(), true);
  }, 200);
});
$('search-form').addEventListener('submit', (event) => event.preventDefault());

const THEMES = ['auto', 'light', 'dark'];
function theme(name) {
  if (name === 'auto') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = name;
  $('theme').textContent = `Theme: ${name}`;
  localStorage.setItem('theme', name);
}
$('theme').addEventListener('click', () => theme(THEMES[(THEMES.indexOf(localStorage.getItem('theme')) + 1) % THEMES.length]));
theme(THEMES.includes(localStorage.getItem('theme')) ? localStorage.getItem('theme') : 'auto');

document.querySelector('.skip').addEventListener('click', (event) => {
  event.preventDefault();
  (document.querySelector('#projects a.open') ?? $('list')).focus();
});
document.addEventListener('visibilitychange', () => (document.hidden ? clearTimeout(timer) : refresh()));
window.addEventListener('hashchange', arrive);
window.addEventListener('popstate', arrive);
setInterval(grow, 1000);
arrive();
