package neo4jstore

import (
	"context"
	"net/url"
	"sync/atomic"
	"time"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"
	"github.com/neo4j/neo4j-go-driver/v5/neo4j/config"
	"github.com/neo4j/neo4j-go-driver/v5/neo4j/notifications"

	"argmap/internal/fault"
	"argmap/internal/store"
)

// Store is a store.Store over one Neo4j database.
type Store struct {
	options Options
	driver  neo4j.DriverWithContext
	// bookmarks make a call see what earlier calls of this process wrote, on a cluster too.
	bookmarks atomic.Pointer[bookmarkManager]
	// version is the server's, once it was met and found new enough.
	version  atomic.Pointer[string]
	warm     atomic.Bool
	underway underway
	text     texts
}

type bookmarkManager struct{ neo4j.BookmarkManager }

var _ store.Store = (*Store)(nil)

// Open makes a store. Unless Options.Eager is set it does not wait for the database, which may come
// and go while the store is open; Close ends it.
func Open(ctx context.Context, o Options) (*Store, error) {
	o = o.withDefaults()
	token := neo4j.NoAuth()
	if o.Username != "" || o.Password != "" {
		token = neo4j.BasicAuth(o.Username, o.Password, "")
	}
	driver, err := neo4j.NewDriverWithContext(o.URI, token, o.configure)
	if err != nil {
		return nil, fault.New(fault.Invalid, "neo4j.address", "the address of the database is not one").Because(err)
	}
	s := &Store{options: o, driver: driver, text: newTexts()}
	s.forgetBookmarks()
	if o.Eager {
		if err := s.meet(ctx); err != nil {
			_ = s.Close(ctx)
			return nil, err
		}
	}
	return s, nil
}

// configure sets what the driver's defaults leave too patient for a service.
func (o Options) configure(c *config.Config) {
	c.MaxConnectionPoolSize = o.MaxPool
	c.ConnectionAcquisitionTimeout = o.AcquireTimeout
	c.ConnectionLivenessCheckTimeout = 5 * time.Minute
	c.MaxConnectionLifetime = time.Hour
	c.MaxTransactionRetryTime = o.RetryFor
	c.SocketConnectTimeout = min(5*time.Second, o.AcquireTimeout)
	c.TelemetryDisabled = true
	c.UserAgent = "argmap"
	c.FetchSize = fetchSize
	c.NotificationsMinSeverity = notifications.DisabledLevel
}

func (s *Store) forgetBookmarks() {
	s.bookmarks.Store(&bookmarkManager{neo4j.NewBookmarkManager(neo4j.BookmarkManagerConfig{})})
}

// Info implements store.Store. The version is empty until the server was met.
func (s *Store) Info() store.Info {
	info := store.Info{Kind: "neo4j"}
	if v := s.version.Load(); v != nil {
		info.Version = *v
	}
	if u, err := url.Parse(s.options.URI); err == nil {
		info.Address = u.Scheme + "://" + u.Host + "/" + s.options.Database
	}
	return info
}

// Close implements store.Store.
func (s *Store) Close(ctx context.Context) error {
	if !s.underway.close() {
		return nil
	}
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), 5*time.Second)
	defer cancel()
	s.underway.drain(ctx)
	if err := s.driver.Close(ctx); err != nil {
		return classify(err)
	}
	return nil
}
