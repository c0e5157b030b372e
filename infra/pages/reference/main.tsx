document.getElementById('root')?.append('reference');
