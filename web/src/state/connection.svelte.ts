/** Whether the server answers, and the token it may ask for. */
class Connection {
  state: 'online' | 'offline' | 'denied' = $state('online');
  /** Kept for this tab only. */
  token = $state(remembered());

  lost() {
    if (this.state !== 'denied') this.state = 'offline';
  }

  found() {
    this.state = 'online';
  }

  denied() {
    this.state = 'denied';
  }

  /** Takes a token, to be tried by the next request. */
  bring(token: string) {
    this.token = token.trim();
    this.state = 'online';
    try {
      sessionStorage.setItem('argmap-token', this.token);
    } catch {
      // A browser that keeps nothing asks again after a reload.
    }
  }
}

function remembered(): string {
  try {
    return sessionStorage.getItem('argmap-token') ?? '';
  } catch {
    return '';
  }
}

export const connection = new Connection();
