// Before the pages' own, which may say otherwise.
import './styles/base.css';
import './styles/parts.css';
import { render } from 'preact';
import { App } from './app.tsx';
import { placeNameIn, preload } from './places.ts';
import { route } from './route.ts';
import { startSession } from './service/session.ts';

preload(placeNameIn(route.peek().path));
startSession();
render(<App />, document.getElementById('root') as HTMLElement);
