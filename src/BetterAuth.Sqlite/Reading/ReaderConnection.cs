using BetterAuth.Accounts;
using BetterAuth.Sqlite.Connections;
using BetterAuth.Wire;
using Microsoft.Data.Sqlite;

namespace BetterAuth.Sqlite.Reading;

/// <summary>A connection that reads, and its statements. Each statement sees all that was committed before it began. Not thread-safe.</summary>
internal sealed class ReaderConnection : IDisposable
{
    private const int MaxIdentities = 16;

    private readonly SqliteConnection _connection;
    private readonly Statement _load;
    private readonly Statement _findDevice;
    private readonly Statement _findOwner;
    private readonly Statement _find;
    private readonly Statement _revocations;

    public ReaderConnection(SqliteStoreOptions options)
    {
        _connection = ConnectionFactory.OpenReader(options);
        try
        {
            _load = new Statement(_connection, "SELECT version, record FROM accounts WHERE identity = ?");

            // The constants let SQLite use the indexes, each of which has one kind alone; of other kinds the whole table is read.
            _findDevice = new Statement(_connection, $"SELECT identity FROM account_rows WHERE kind = 1 AND key = ? ORDER BY id LIMIT {MaxIdentities}");
            _findOwner = new Statement(_connection, $"SELECT identity FROM account_rows WHERE kind = 6 AND key = ? ORDER BY id LIMIT {MaxIdentities}");
            _find = new Statement(_connection, $"SELECT identity FROM account_rows WHERE key = ? AND kind = ? ORDER BY id LIMIT {MaxIdentities}");
            _revocations = new Statement(_connection, "SELECT identity, device, until FROM revocations ORDER BY identity, device LIMIT ?");
        }
        catch
        {
            _connection.Dispose();
            throw;
        }
    }

    public StoredAccount? Load(Utf8Text identity)
    {
        _load.Bind(identity.Span);
        StoredAccount? stored = _load.Read() ? new StoredAccount(_load.Number(0)!.Value, _load.Bytes(1)) : null;
        _load.Reset();
        return stored;
    }

    public IReadOnlyList<Utf8Text> FindIdentities(RowKind kind, ReadOnlyMemory<byte> key)
    {
        Statement find = kind switch
        {
            RowKind.Device => _findDevice.Bind(key.Span),
            RowKind.Owner => _findOwner.Bind(key.Span),
            _ => _find.Bind(key.Span).Bind((long)kind),
        };
        List<Utf8Text> identities = [];
        while (find.Read())
        {
            identities.Add(new Utf8Text(find.Bytes(0)));
        }

        return identities;
    }

    public IReadOnlyList<(Utf8Text Identity, Revocation Revocation)> Revocations(int limit)
    {
        _revocations.Bind(limit);
        List<(Utf8Text, Revocation)> revocations = [];
        while (_revocations.Read())
        {
            revocations.Add((new Utf8Text(_revocations.Bytes(0)), new Revocation(new Utf8Text(_revocations.Bytes(1)), new DateTimeOffset(_revocations.Number(2)!.Value, TimeSpan.Zero))));
        }

        return revocations;
    }

    public void Dispose()
    {
        foreach (IDisposable resource in (IDisposable[])[_load, _findDevice, _findOwner, _find, _revocations, _connection])
        {
            resource.Dispose();
        }
    }
}
