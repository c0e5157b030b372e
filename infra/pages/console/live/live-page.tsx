import { linkTo, route } from '../route.ts';
import { config } from '../service/session.ts';
import '../styles/live.css';
import { EventsView } from './events/events-view.tsx';
import { RequestsView } from './requests/requests-view.tsx';

/** What happens at the moment: requests, which a laptop alone records, and events. */
export default function LivePage() {
  const hasRequests = config.value?.sandbox === true;
  const isOfEvents = !hasRequests || route.value.path[1] === 'events';
  return (
    <>
      <div class="live-top">
        <h1>Live</h1>
        {hasRequests && (
          <nav class="views" aria-label="Views">
            <a href={linkTo(['live'])} aria-current={isOfEvents ? undefined : 'page'}>
              Requests
            </a>
            <a href={linkTo(['live', 'events'])} aria-current={isOfEvents ? 'page' : undefined}>
              Events
            </a>
          </nav>
        )}
      </div>
      {isOfEvents ? <EventsView /> : <RequestsView />}
    </>
  );
}
