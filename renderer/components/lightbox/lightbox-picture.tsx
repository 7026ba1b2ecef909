import { useState } from 'react';
import { bridge } from '#renderer/lib/bridge.ts';
import { useTeamStatus } from '#renderer/lib/team.ts';
import { type PictureFile, pictureUrl } from '#shared/model/picture.ts';
import { thumbnailWidth } from '../picture.tsx';
import styles from './lightbox.module.css';
import { fullUrl, isPreloaded } from './preload.ts';
import type { Size } from './zoom.ts';

interface LightboxPictureProps {
  picture: PictureFile;
  alt: string;
  /** Width in CSS pixels of the thumbnail that the page shows already. */
  thumbnail: number;
  onSize(size: Size): void;
}

/** A picture in full; its thumbnail stands in until it is there. Mounted anew for every picture. */
export function LightboxPicture({ picture, alt, thumbnail, onSize }: LightboxPictureProps) {
  const [wasPreloaded] = useState(() => isPreloaded(picture));
  const [state, setState] = useState<'loading' | 'shown' | 'failed'>(wasPreloaded ? 'shown' : 'loading');
  const isOffline = typeof useTeamStatus()?.offlineSince === 'string';
  if (state === 'failed') {
    return (
      <p className={styles.failed}>
        {isOffline
          ? 'This picture is not on this device. It is fetched when the bucket can be reached again.'
          : 'This picture cannot be shown. Its file may be damaged.'}
      </p>
    );
  }
  return (
    <>
      {state === 'loading' && (
        <img
          className={styles.layer}
          src={pictureUrl(bridge.pictureBase, picture, thumbnailWidth(thumbnail))}
          alt=""
          draggable={false}
          decoding="sync"
        />
      )}
      <img
        className={styles.layer}
        data-state={state}
        src={fullUrl(picture)}
        alt={alt}
        draggable={false}
        decoding={wasPreloaded ? 'sync' : 'async'}
        onLoad={(event) => {
          const image = event.currentTarget;
          onSize({ width: image.naturalWidth, height: image.naturalHeight });
          // Decoded first: else the thumbnail goes before the picture can be drawn.
          void image
            .decode()
            .catch(() => undefined)
            .then(() => setState('shown'));
        }}
        onError={() => setState('failed')}
      />
    </>
  );
}
