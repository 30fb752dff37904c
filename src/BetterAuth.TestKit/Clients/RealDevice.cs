using BetterAuth.Client;
using BetterAuth.Cryptography;
using BetterAuth.Storage;
using BetterAuth.TestKit.Worlds;
using BetterAuth.Wire;

namespace BetterAuth.TestKit.Clients;

/// <summary>The library's client on a simulated machine.</summary>
internal sealed class RealDevice : Device
{
    /// <summary>The name of the application that the simulated verifiers serve.</summary>
    public const string Audience = "application";

    private readonly TornDisk? _torn;
    private BetterAuthClient? _client;
    private BetterAuthClient? _other;

    public RealDevice(Person owner, string name, bool tornFile)
        : base(owner, name)
    {
        _torn = tornFile ? new TornDisk(this) : null;
        Disk = new(this, World.Seams.ClientStore(this, _torn ?? (IClientStore)new MemoryClientStore()));
        Open();
    }

    public ClientDisk Disk { get; }

    public BetterAuthClient Client => _other is { } other && World.Dice.Chance(500) ? other : _client!;

    /// <summary>What its stored record says.</summary>
    public StoredClient Stored { get; set; } = StoredClient.Empty;

    public override Utf8Text Identity => Registered.Identity;

    public override Utf8Text Id => Registered.Device;

    public override long Position => Stored.Position;

    public override bool IsPending => Stored.Pending.Count > 0;

    /// <summary>Its device; before it knows of one, the registration that is in force, or the last.</summary>
    private (Utf8Text Identity, Utf8Text Device) Registered => Stored.Device.IsEmpty && Stored.Registrations.Count > 0
        ? Stored.Registrations.FirstOrDefault(known => World.Ledger.Account(known.Identity)?.Devices.ContainsKey(known.Device) == true, Stored.Registrations[^1])
        : (Stored.Identity, Stored.Device);

    protected override void OnCrash()
    {
        base.OnCrash();
        _client = null;
        _other = null;
    }

    protected override void OnRestart()
    {
        try
        {
            _torn?.Reopen();
            Open();
        }
        catch (InvalidDataException exception)
        {
            World.Fail("I3", $"{Name} cannot open its file again: {exception.Message}");
        }
    }

    private void Open()
    {
        _client = OpenOne();
        _other = World.Seams.SharesClientStores ? OpenOne() : null;
    }

    private BetterAuthClient? OpenOne()
    {
        ValueTask<BetterAuthClient> opened = BetterAuthClient.OpenAsync(World.Seams.Configure(this, new()
        {
            Network = World.Seams.ClientNetwork(this, new ClientNetwork(this)),
            Store = World.Seams.AboveClientStore(this, Disk),
            ResponseKeys = World.Seams.ResponseKeys(this, ResponseKeys),
            Audience = Audience,
            Trust = World.Settings.Trust,
            Server = World.Settings.Server,
            Suite = World.Suite,
            TimeProvider = Clock,
            RunsWaitersInline = true,
        }));
        if (opened.IsCompletedSuccessfully)
        {
            return opened.Result;
        }

        World.Fail("I3", $"{Name} cannot open its store again: {opened.AsTask().Exception?.InnerException}");
        return null;
    }
}
