import { render } from 'preact';
import { App } from './app.tsx';
import { startSession } from './service/session.ts';
import './styles/base.css';
import './styles/parts.css';

startSession();
render(<App />, document.getElementById('root') as HTMLElement);
