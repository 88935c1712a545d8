import { useLayoutEffect, useRef } from "preact/hooks";
import type { Channel } from "../../core/schema.gen";
import { Icon } from "../../ui/icons";
import { Popover } from "../../ui/Popover";
import { TokenField } from "../../ui/TokenField";
import { memo } from "../memo";
import type { CellProps } from "./CardCell";
import { at, tab } from "./parts";
import { useView } from "./view";

interface ChannelCellProps extends CellProps {
  channels: readonly Channel[];
  /** The field for a channel's name is open. */
  adding: boolean;
}

/** The channels of a touchpoint as chips. */
export const ChannelCell = memo(function ChannelCell(props: ChannelCellProps) {
  const { act, lane, touchpoint, channels, readOnly } = props;
  const view = useView();
  const { t, replica } = view.editor;
  const cell = useRef<HTMLDivElement>(null);
  const field = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    // A popover focuses its first control, which is the button that removes the first channel.
    if (props.adding) field.current?.querySelector("input")?.focus({ preventScroll: true });
  }, [props.adding]);
  const name = t("cell_of", { lane: props.laneTitle, touchpoint: props.touchpointName });
  // The button of an open field, pressed again, closes it.
  const open = () => {
    view.editing.value = props.adding ? null : { id: touchpoint, field: "channel" };
  };
  const tokens = channels.map((channel) => ({ key: channel.id, label: channel.name ?? "" }));
  return (
    // biome-ignore lint/a11y/useSemanticElements: see MapGrid
    <div
      ref={cell}
      class={props.name}
      role="gridcell"
      aria-label={channels.length ? undefined : name}
      data-at={at(lane, touchpoint)}
      data-lane={lane}
      data-touchpoint={touchpoint}
      tabIndex={tab(props.here && !props.item)}
      onDblClick={readOnly ? undefined : open}
    >
      <div class="cjm-chips">
        {channels.map((channel) => (
          // biome-ignore lint/a11y/useSemanticElements: see MapGrid
          <span
            key={channel.id}
            class="cjm-channel"
            role="group"
            aria-label={channel.name}
            data-item={channel.id}
            data-type="channel"
            tabIndex={tab(props.item === channel.id)}
          >
            {channel.icon && <span aria-hidden="true">{channel.icon}</span>}
            <span dir="auto">{channel.name || t("untitled")}</span>
            {!readOnly && (
              <button
                type="button"
                tabIndex={-1}
                aria-label={t("remove_what", { what: channel.name ?? "" })}
                onClick={() => act.dropChannel(touchpoint, channel.id)}
              >
                <Icon name="close" size={9} />
              </button>
            )}
          </span>
        ))}
      </div>
      {!readOnly && (
        <button
          type="button"
          class="cjm-plus"
          tabIndex={-1}
          aria-label={`${t("add_channel")}: ${name}`}
          title={t("add_channel")}
          onClick={open}
        />
      )}
      {props.adding && cell.current && (
        <Popover
          anchor={cell.current}
          label={t("add_channel")}
          class="cjm-channels"
          onClose={() => {
            // The popover gives the focus back itself, unless it has gone elsewhere.
            view.editing.value = null;
          }}
        >
          <div ref={field}>
            <TokenField
              label={t("f_channels")}
              tokens={tokens}
              suggestions={() =>
                replica.state.siblings("channel").map(([, id]) => ({
                  key: id,
                  label: replica.state.record("channel", id)?.name ?? "",
                }))
              }
              onAdd={(token) => act.addChannel(touchpoint, token.label)}
              onCreate={(created) => act.addChannel(touchpoint, created)}
              onRemove={(id) => act.dropChannel(touchpoint, id)}
            />
          </div>
        </Popover>
      )}
    </div>
  );
});
