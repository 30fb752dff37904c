using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Http;

namespace BetterAuth.AspNetCore.Limits;

/// <summary>The platform's token buckets, one for each of 65,536 groups of sources. Thread-safe.</summary>
internal sealed class SourceLimiter : IDisposable
{
    private const int AddressLength = 16;
    private const int NetworkLength = 8; // of an IPv6 address: 64 bits

    private readonly byte[] _secret = RandomNumberGenerator.GetBytes(32);
    private readonly PartitionedRateLimiter<ushort> _buckets;
    private readonly TimeSpan _wait;

    public SourceLimiter(SourceLimit limit, TimeSpan? period = null)
    {
        TokenBucketRateLimiterOptions options = new()
        {
            TokenLimit = limit.Burst,
            TokensPerPeriod = limit.PerSecond,
            ReplenishmentPeriod = period ?? TimeSpan.FromSeconds(1),
            QueueLimit = 0,
            AutoReplenishment = false, // the partitioned limiter fills them, with one timer for all
        };
        _wait = options.ReplenishmentPeriod;
        _buckets = PartitionedRateLimiter.Create<ushort, ushort>(bucket => RateLimitPartition.GetTokenBucketLimiter(bucket, _ => options));
    }

    /// <summary>Whether the request may go on; else, when to ask again.</summary>
    public bool TryPass(HttpContext context, out TimeSpan retryAfter)
    {
        using RateLimitLease lease = _buckets.AttemptAcquire(BucketOf(context.Connection.RemoteIpAddress));
        retryAfter = lease.IsAcquired ? TimeSpan.Zero : lease.TryGetMetadata(MetadataName.RetryAfter, out TimeSpan wait) ? wait : _wait;
        return lease.IsAcquired;
    }

    /// <summary>The bucket of a source; connections without an address (a pipe, a test) have one of their own.</summary>
    internal ushort BucketOf(IPAddress? address)
    {
        Span<byte> source = stackalloc byte[AddressLength];
        source.Clear();
        if (address is { IsIPv4MappedToIPv6: true })
        {
            address = address.MapToIPv4();
        }

        if (address is not null)
        {
            address.TryWriteBytes(source, out _);
            if (address.AddressFamily == AddressFamily.InterNetworkV6)
            {
                source[NetworkLength..].Clear();
            }
        }

        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(_secret, source, hash);
        return BinaryPrimitives.ReadUInt16LittleEndian(hash);
    }

    public void Dispose() => _buckets.Dispose();
}
