import { render } from 'preact';
import { startSession } from '../console/service/session.ts';
import { Reference } from './reference.tsx';
import './reference.css';

startSession();
render(<Reference />, document.getElementById('root') as HTMLElement);
